import type { ErrorCode, ErrorParams, Locale } from "@gloria/contracts";
import { findText } from "./find-text.ts";
import { formatText } from "./format-text.ts";

/** The sentence for an error. Complete for every `ErrorCode` by type: a code without text does not compile. */
export function errorText(code: ErrorCode, params: ErrorParams, locale: Locale): string {
  return formatText(locale, findText(locale, `error.${code}`) ?? code, params);
}
