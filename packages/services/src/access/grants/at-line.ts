import type { Locale } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { errorText } from "@gloria/i18n";

/** One line of a list that was sent in, and who is told of it. */
export interface Line {
  /** Such as `grants.3`. */
  readonly path: string;
  readonly locale: Locale;
}

/**
 * Asks something of one line of a list; a refusal says which line it is about: the part of it that it names, or else
 * the line's code.
 *
 * @param line null where there is but one
 */
export async function atLine<Result>(line: Line | null, ask: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (line === null || !(error instanceof AppError)) throw error;
    const { code, params, errors, cause } = error;
    const whole = [{ path: "code", code, message: errorText(code, params, line.locale) }];
    const placed = (errors.length === 0 ? whole : errors).map((one) => ({ ...one, path: `${line.path}.${one.path}` }));
    throw new AppError(code, params, { cause, errors: placed });
  }
}
