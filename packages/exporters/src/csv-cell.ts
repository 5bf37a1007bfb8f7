/**
 * A text cell that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, TAB or CR gets an
 * apostrophe before it (OWASP, "CSV Injection"), which a spreadsheet does not show. It also meets the `+` of a
 * telephone number; Gloria's own import takes it away again.
 */
export function neutralCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** RFC 4180: quoted where the delimiter, a quote or a line break stands in it. */
export function quotedCell(text: string, delimiter: string): string {
  const needsQuotes =
    text.includes(delimiter) ||
    text.includes('"') ||
    text.includes("\n") ||
    text.includes("\r") ||
    text !== text.trim();
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
