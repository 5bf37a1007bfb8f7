const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

interface Field {
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

/** Minute, hour, day of month, month, day of week: Sunday is 0 and 7. */
const fields: readonly Field[] = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: months },
  { least: 0, most: 7, names: days },
];

/** Whether this is a schedule of five fields: `*`, values, names, ranges and steps, in lists. */
export function isCron(text: string): boolean {
  const parts = text.trim().split(/\s+/);
  return (
    parts.length === fields.length &&
    fields.every((field, place) => (parts[place] ?? "").split(",").every((part) => isPart(part, field)))
  );
}

function isPart(part: string, field: Field): boolean {
  const [range = "", step, ...more] = part.split("/");
  if (more.length > 0 || (step !== undefined && !isWithin(step, 1, field.most))) return false;
  if (range === "*") return true;
  const [from, to, ...rest] = range.split("-").map((value) => numberIn(value, field));
  if (rest.length > 0 || from === undefined || from === null || to === null) return false;
  // A step through a single value would be that value.
  return to === undefined ? step === undefined : from <= to;
}

function numberIn(text: string, { least, most, names }: Field): number | null {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + least;
  return isWithin(text, least, most) ? Number(text) : null;
}

function isWithin(text: string, least: number, most: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= least && Number(text) <= most;
}
