const shape = /^\d{4}-\d\d-\d\d$/;

/** The text where it is a date that exists (`2026-07-13`), else nothing. */
export function calendarDate(text: string | undefined): string | undefined {
  if (text === undefined || !shape.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}
