import type { ErrorParams, ImportRowProblemCode } from "@gloria/contracts";
import { excerpt } from "./clean-cell.ts";

export type FieldReading<Value = string | number | boolean> =
  | { readonly value: Value | null }
  | { readonly code: ImportRowProblemCode; readonly params: ErrorParams };

const months = [
  ["januari", "january", "jan"],
  ["februari", "february", "pebruari", "feb", "peb"],
  ["maret", "march", "mar", "mrt"],
  ["april", "apr"],
  ["mei", "may"],
  ["juni", "june", "jun"],
  ["juli", "july", "jul"],
  ["agustus", "august", "agu", "ags", "agt", "agust", "aug"],
  ["september", "sept", "sep"],
  ["oktober", "october", "okt", "oct"],
  ["november", "nopember", "nov", "nop"],
  ["desember", "december", "des", "dec"],
];
const monthOf = new Map(months.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/**
 * A calendar date, to ISO. Understood: 1990-12-31, 19901231, 31/12/1990 (the day first, as Indonesia writes it), with
 * - or . too, 31 Desember 1990 and its short and English forms, each with a time behind it. Not guessed: years of two
 * digits, and bare serial numbers, which nothing tells from other numbers.
 */
export function parseDate(text: string): FieldReading<string> {
  const params = { value: excerpt(text) };
  const bare = text
    .replace(/^\p{L}+,\s*/u, "")
    .replace(/[T ]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|WIB|WITA|WIT)?$/i, "")
    .trim();
  if (/^0{1,4}([-/.])0{1,2}\1(0{1,4})$/.test(bare)) return { value: null };
  if (/^\d{3,5}(\.\d+)?$/.test(bare)) return { code: "date_serial", params };
  const parts = partsOf(bare);
  if (parts === null) return { code: "date_unreadable", params };
  const [year, month, day] = parts;
  if (year < 100) return { code: "date_two_digit_year", params };
  if (!exists(year, month, day)) return { code: "date_invalid", params };
  if (year < 1900) return { code: "date_too_old", params };
  return { value: `${String(year)}-${two(month)}-${two(day)}` };
}

/** Year, month and day as they are written. */
function partsOf(text: string): readonly [number, number, number] | null {
  const yearFirst =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? /^((?:19|20)\d{2})()(\d{2})(\d{2})$/.exec(text);
  if (yearFirst) return [Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4])];
  const dayFirst = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})$/.exec(text);
  if (dayFirst) return [Number(dayFirst[4]), Number(dayFirst[3]), Number(dayFirst[1])];
  const named = /^(\d{1,2})[\s-]+(\p{L}+)\.?,?[\s-]+(\d{4}|\d{2})$/u.exec(text);
  const month = named && monthOf.get((named[2] ?? "").toLowerCase());
  return named && month ? [Number(named[3]), month, Number(named[1])] : null;
}

export function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
