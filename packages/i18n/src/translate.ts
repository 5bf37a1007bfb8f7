import type { Locale } from "@gloria/contracts";
import { findText } from "./find-text.ts";
import { formatText } from "./format-text.ts";
import type { ParamsOf, TextKey, TextParams } from "./texts.ts";

/**
 * One text in one language, for code that runs outside the admin (mail, notifications, audit labels, problem
 * details). Keys and placeholders are checked by the compiler. Values are filled in verbatim: whoever puts the
 * result into HTML escapes it there.
 */
export function translate<Key extends TextKey>(locale: Locale, key: Key, ...rest: ParamsOf<Key>): string {
  const params: TextParams = rest[0] ?? {};
  const text = findText(locale, key, params);
  return text === null ? key : formatText(locale, text, params);
}
