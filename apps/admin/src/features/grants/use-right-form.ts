import { type EntityForm, useCreateForm } from "../../components/use-entity-form.tsx";
import type { Contract } from "../../lib/contract-resolver.ts";
import { useTimeZone } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { emptyRight, type RightValues, reasonInput, rightFieldOfCode, rightFields, windowInput } from "./right-form.ts";

interface RightForm<Input, Answer> {
  readonly contract: Contract<Input>;
  /** What the contract reads besides window and reason, which every such form has. */
  readonly inputOf: (values: RightValues) => Readonly<Record<string, unknown>>;
  /** Refusals that are about another field than in {@link rightFieldOfCode}. */
  readonly fieldOfCode?: Readonly<Record<string, keyof RightValues>>;
  readonly create: (input: Input) => Promise<Answer>;
  /** What is said once it is done. */
  readonly told: (answer: Answer) => string;
  readonly onClose: () => void;
}

/** The form of a dialog that gives a right or a role: begins at the chosen school, and closes once it is given. */
export function useRightForm<Input, Answer>(options: RightForm<Input, Answer>): EntityForm<RightValues, Input> {
  const refresh = useRightsRefresh();
  const scope = useSchoolScope();
  const timeZone = useTimeZone(scope);
  return useCreateForm<RightValues, Answer, Input>({
    shape: {
      fields: rightFields,
      inputOf: (values) => ({ ...options.inputOf(values), ...windowInput(values, timeZone), ...reasonInput(values) }),
      fieldOfCode: { ...rightFieldOfCode, ...options.fieldOfCode },
    },
    contract: options.contract,
    initial: { ...emptyRight, schoolId: scope ?? "" },
    create: options.create,
    async onCreated(answer) {
      options.onClose();
      void notifyDone(options.told(answer));
      await refresh();
    },
  });
}
