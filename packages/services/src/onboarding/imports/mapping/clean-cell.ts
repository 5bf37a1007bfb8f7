/** Marks that spreadsheets and browsers leave in a text, and nobody sees. Joiners stay: some scripts need them. */
const invisible = /[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g;

/**
 * A cell's text as a person means it: NFC, one line, single spaces; without the apostrophe or the `="…"` that keep a
 * spreadsheet from reading a number; empty for a mere dash.
 */
export function cleanCell(cell: string): string {
  let text = cell.replaceAll(invisible, "").replaceAll(/\s+/g, " ").trim();
  for (;;) {
    const bare = unwrap(text).trim();
    if (bare === text) break;
    text = bare;
  }
  return /^[-–—]+$/.test(text) ? "" : text.normalize("NFC");
}

function unwrap(text: string): string {
  const quoted = /^="([^"]*)"$/.exec(text);
  return quoted ? (quoted[1] ?? "") : text.replace(/^'+(?=[\d=+\-@])/, "");
}

/** Enough of a value to know it by, for a message. */
export function excerpt(value: string): string {
  return value.length <= 60 ? value : `${value.slice(0, 59)}…`;
}
