/** Rows as RFC 4180 text: CRLF line ends, quotes where they are needed. The caller puts a byte order mark in front for Excel. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

/** Outer white space is quoted too, since readers may drop it; so is a row's only cell when it is empty. */
function quoted(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
