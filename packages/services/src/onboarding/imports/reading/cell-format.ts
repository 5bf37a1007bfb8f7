/** How a cell's number is meant to be read. `zeros`: an identifier shown with leading zeros, that many digits in all. */
export type CellFormat = { readonly kind: "plain" | "date" } | { readonly kind: "zeros"; readonly digits: number };

export const plainFormat: CellFormat = { kind: "plain" };
const dateFormat: CellFormat = { kind: "date" };

/** Formats that every workbook has by number (ECMA-376, 18.8.30, with those of East Asian languages). */
export function builtInFormat(id: number): CellFormat {
  const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return isDate ? dateFormat : plainFormat;
}

/** A workbook's own format, such as `dd/mm/yyyy`, `[$-421]d mmmm yyyy` or `0000000000`. */
export function customFormat(code: string): CellFormat {
  const bare = (code.split(";")[0] ?? "")
    .replaceAll(/\\.|_.|\*./g, "")
    .replaceAll(/"[^"]*"/g, "")
    .replaceAll(/\[(?![hms]+\])[^\]]*\]/gi, "");
  if (/^0{2,}$/.test(bare)) return { kind: "zeros", digits: bare.length };
  return /[dmyhs]/i.test(bare.replaceAll(/general/gi, "")) ? dateFormat : plainFormat;
}

const dayMs = 86_400_000;
/** 31 December 9999. */
const lastSerial = 2_958_465;

/**
 * The day of a serial number as an ISO date, with the time where there is one; null outside of the calendar. Excel
 * counts from 1900 as if that had been a leap year, or from 1904.
 */
export function dateOfSerial(serial: number, from1904: boolean): string | null {
  if (serial < 0 || serial > lastSerial) return null;
  const days = Math.floor(serial);
  const ms = Math.round((serial - days) * 86_400) * 1000;
  if (days === 0 && !from1904) return new Date(ms).toISOString().slice(11, 19);
  const origin = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const iso = new Date(origin + days * dayMs + ms).toISOString();
  return ms === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/**
 * A number as text. From 10^15 on a spreadsheet keeps 15 digits and has lost the rest: such a number is given in
 * scientific notation, as the spreadsheet shows it, so that nobody takes it for an identifier.
 */
export function textOfNumber(value: number): string {
  if (Math.abs(value) >= 1e15)
    return value
      .toExponential(14)
      .replace(/\.?0+e/, "e")
      .replace("e", "E");
  const text = String(value);
  return text.includes("e") ? value.toFixed(15).replace(/\.?0+$/, "") : text;
}
