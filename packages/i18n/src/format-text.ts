import type { Locale } from "@gloria/contracts";
import type { TextParams, TextValue } from "./texts.ts";

const placeholder = /\{\{\s*([\w.]+)\s*\}\}/g;

/**
 * Fills `{{name}}` placeholders. Lists are joined as the language joins them. A value that is missing leaves its
 * placeholder standing, so that the fault is seen instead of a sentence with a hole.
 */
export function formatText(locale: Locale, text: string, params: TextParams = {}): string {
  return text.replace(placeholder, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? whole : plain(locale, value);
  });
}

/** The names of the placeholders in a text, in the order in which they stand. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(placeholder)].flatMap((match) => match[1] ?? []);
}

function plain(locale: Locale, value: TextValue): string {
  if (value === null) return "—";
  if (Array.isArray(value)) return new Intl.ListFormat(locale, { type: "conjunction" }).format(value);
  return String(value);
}
