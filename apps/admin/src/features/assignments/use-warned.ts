import type { AssignmentWarning } from "@gloria/contracts";
import { useState } from "react";

interface Warned<Input> {
  readonly warnings: readonly AssignmentWarning[];
  /** Does it, or, the first time that there is something to warn of, says that instead. */
  readonly run: <Result extends { readonly dryRun: boolean; readonly warnings: readonly AssignmentWarning[] }>(
    input: Input,
    call: (dryRun: boolean) => Promise<Result>,
  ) => Promise<Result>;
}

/**
 * Asks the server first what it would warn of. Where there is nothing, the thing is done at once; else it is done when
 * the same is asked for again, with the warnings seen.
 */
export function useWarned<Input>(): Warned<Input> {
  const [seen, setSeen] = useState<{ readonly of: string; readonly warnings: readonly AssignmentWarning[] }>({
    of: "",
    warnings: [],
  });
  return {
    warnings: seen.warnings,
    async run(input, call) {
      const of = JSON.stringify(input);
      if (seen.of !== of) {
        const checked = await call(true);
        setSeen({ of, warnings: checked.warnings });
        if (checked.warnings.length > 0) return checked;
      }
      return call(false);
    },
  };
}
