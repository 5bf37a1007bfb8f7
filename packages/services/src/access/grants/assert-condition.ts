import type { Locale } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { findText, formatText } from "@gloria/i18n";
import { checkCondition } from "@gloria/permissions";

/**
 * A condition that the engine can answer for this code or pattern.
 *
 * @throws AppError `access.condition_invalid` with what is wrong, in the language of `locale`, and where
 */
export function assertCondition(condition: string | null | undefined, pattern: string, locale: Locale): string | null {
  if (condition === null || condition === undefined) return null;
  const checked = checkCondition(condition, pattern);
  if (checked.ok) return condition;
  const problems = checked.problems.map(({ code, params, message, position }) => ({
    code,
    text: formatText(locale, findText(locale, `conditionProblem.${code}`) ?? message, params),
    position,
  }));
  throw new AppError(
    "access.condition_invalid",
    { problems: problems.map(({ text }) => text.replace(/\.$/, "")), positions: problems.map(positionText) },
    { errors: problems.map(({ code, text }) => ({ path: "condition", code, message: text })) },
  );
}

/** Where it stands in the source, in UTF-16 units; empty when it is about the whole. */
function positionText({ position }: { readonly position: number | null }): string {
  return position === null ? "" : String(position);
}
