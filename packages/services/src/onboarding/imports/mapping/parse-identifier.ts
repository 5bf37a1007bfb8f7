import { codeSchema, emailSchema, nipSchema, usernameSchema } from "@gloria/contracts";
import { birthOfNik } from "./check-nik.ts";
import { excerpt } from "./clean-cell.ts";
import type { MapRowOptions } from "./mapped-row.ts";
import type { FieldReading } from "./parse-date.ts";

type TextReading = FieldReading<string>;

/**
 * A number that a spreadsheet took for a quantity: 1,98501E+17 has lost its digits, 1234.0 has won one too many.
 */
export function refuseQuantity(text: string): TextReading {
  if (/^[+-]?\d+[.,]\d+E[+-]?\d+$|^\d+E\+\d+$/i.test(text)) {
    return { code: "number_in_scientific_notation", params: { value: excerpt(text) } };
  }
  return { value: text.replace(/^(\d{1,15})[.,]0$/, "$1") };
}

export function parseNip(text: string, { nipPattern }: MapRowOptions): TextReading {
  if (!nipSchema.safeParse(text).success) {
    return text.length > 32 ? { code: "too_long", params: { max: 32 } } : { code: "nip_characters", params: {} };
  }
  return nipPattern === null || nipPattern.test(text)
    ? { value: text }
    : { code: "nip_pattern", params: { value: excerpt(text) } };
}

export function parseNik(text: string): TextReading {
  const digits = text.replaceAll(/[ .-]/g, "");
  if (!/^\d{16}$/.test(digits)) return { code: "nik_digits", params: { found: digits.length } };
  return birthOfNik(digits) === null ? { code: "nik_invalid", params: {} } : { value: digits };
}

export function parseNuptk(text: string): TextReading {
  return exactDigits(text, 16, "nuptk_digits");
}

export function parseNpsn(text: string): TextReading {
  return exactDigits(text, 8, "npsn_digits");
}

function exactDigits(text: string, count: number, code: "nuptk_digits" | "npsn_digits"): TextReading {
  const digits = text.replaceAll(/[ .-]/g, "");
  return digits.length === count && /^\d+$/.test(digits)
    ? { value: digits }
    : { code, params: { found: digits.length } };
}

/** Numbers that are written with dots, spaces or hyphens in between, such as NPWP and bank accounts. */
export function parseDigits(min: number, max: number): (text: string) => TextReading {
  return (text) => {
    const digits = text.replaceAll(/[ .\-/]/g, "");
    const fits = /^\d+$/.test(digits) && digits.length >= min && digits.length <= max;
    return fits ? { value: digits } : { code: "digits_only", params: { min, max } };
  };
}

export function parseEmail(text: string): TextReading {
  const parsed = emailSchema.safeParse(text.replace(/^mailto:/i, ""));
  return parsed.success ? { value: parsed.data } : { code: "email_invalid", params: { value: excerpt(text) } };
}

export function parseUsername(text: string): TextReading {
  const parsed = usernameSchema.safeParse(text);
  return parsed.success ? { value: parsed.data } : { code: "username_characters", params: { value: excerpt(text) } };
}

/**
 * To the form +62812…: Indonesian numbers come with 0, 62 or +62 in front, or with nothing where a spreadsheet has
 * eaten the 0.
 */
export function parsePhone(text: string): TextReading {
  const bare = text.replaceAll(/[ .()-]/g, "");
  const digits = bare.replace(/^\+/, "");
  const international = bare.startsWith("+")
    ? digits
    : digits.startsWith("0")
      ? `62${digits.slice(1)}`
      : digits.startsWith("62")
        ? digits
        : /^8\d{7,11}$/.test(digits)
          ? `62${digits}`
          : "";
  return /^\d{7,15}$/.test(international)
    ? { value: `+${international}` }
    : { code: "phone_invalid", params: { value: excerpt(text) } };
}

export function parseCode(text: string): TextReading {
  const parsed = codeSchema.safeParse(text);
  return parsed.success ? { value: parsed.data } : { code: "code_characters", params: { value: excerpt(text) } };
}

/** A code, or `SCHOOL/CODE` where another school's is meant. */
export function parseCodeElsewhere(text: string): TextReading {
  const parts = text.split("/").map((part) => part.trim());
  const fits = parts.length <= 2 && parts.every((part) => codeSchema.safeParse(part).success);
  return fits ? { value: parts.join("/") } : { code: "code_characters", params: { value: excerpt(text) } };
}

/** Several of them, separated by `;` or `,`, given back separated by `;`. */
export function parseCodeList(text: string): TextReading {
  const codes: string[] = [];
  for (const part of text.split(/[;,]/)) {
    if (part.trim() === "") continue;
    const reading = parseCodeElsewhere(part.trim());
    if ("code" in reading) return reading;
    if (reading.value !== null) codes.push(reading.value);
  }
  return { value: codes.length === 0 ? null : [...new Set(codes)].join(";") };
}
