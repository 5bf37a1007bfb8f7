import { zoneSchema } from "@gloria/contracts";
import { excerpt } from "./clean-cell.ts";
import { headerKey } from "./header-key.ts";
import type { FieldReading } from "./parse-date.ts";

type Choices<Value> = readonly (readonly [value: Value, names: readonly string[]])[];

const genderNames: Choices<"L" | "P"> = [
  ["L", ["l", "laki-laki", "laki", "lk", "pria", "m", "male", "man"]],
  ["P", ["p", "perempuan", "pr", "wanita", "f", "female", "woman"]],
];

export const statusNames: Choices<"invited" | "active" | "suspended" | "resigned"> = [
  ["active", ["aktif", "active"]],
  ["invited", ["diundang", "invited"]],
  ["suspended", ["ditangguhkan", "suspended", "nonaktif", "tidak aktif", "inactive"]],
  ["resigned", ["berhenti", "resigned", "keluar", "pensiun", "tobedeleted"]],
];

export const assignmentKindNames: Choices<"DEFINITIF" | "PLT" | "PLH"> = [
  ["DEFINITIF", ["definitif", "definitive", "tetap"]],
  ["PLT", ["plt", "pelaksana tugas"]],
  ["PLH", ["plh", "pelaksana harian"]],
];

export const booleanNames: Choices<boolean> = [
  [true, ["ya", "y", "yes", "true", "benar", "1", "sudah", "pernah", "ada"]],
  [false, ["tidak", "tdk", "no", "n", "false", "salah", "0", "belum", "belum pernah", "tidak pernah", "tidak ada"]],
];

export const entityNames: Choices<"school" | "department" | "position" | "foundation"> = [
  ["school", ["sekolah", "school", "unit"]],
  ["department", ["bagian", "department", "departemen", "bidang"]],
  ["position", ["jabatan", "position"]],
  ["foundation", ["yayasan", "foundation", "district"]],
];

export const levelNames: Choices<"TK" | "SD" | "SMP" | "SMA" | "SMK" | "SLB" | "HQ"> = [
  ["TK", ["tk", "paud"]],
  ["SD", ["sd"]],
  ["SMP", ["smp"]],
  ["SMA", ["sma"]],
  ["SMK", ["smk"]],
  ["SLB", ["slb"]],
  ["HQ", ["hq", "kantor", "kantor yayasan", "head office"]],
];

/** One of a few values, by any of its names, whatever the case and the hyphens. The first name is offered in messages. */
export function parseChoice<Value>(choices: Choices<Value>): (text: string) => FieldReading<Value> {
  const byKey = new Map(choices.flatMap(([value, names]) => names.map((name) => [headerKey(name), value] as const)));
  const offered = choices.map(([, names]) => names[0] ?? "");
  return (text) => {
    const value = byKey.get(headerKey(text));
    return value === undefined
      ? { code: "choice_unknown", params: { value: excerpt(text), choices: offered } }
      : { value };
  };
}

const chooseGender = parseChoice(genderNames);

export function parseGender(text: string): FieldReading<"L" | "P"> {
  const reading = chooseGender(text);
  return "code" in reading ? { code: "gender_unknown", params: { value: excerpt(text) } } : reading;
}

export function parseInteger(min: number, max: number): (text: string) => FieldReading<number> {
  return (text) => {
    const number = /^\d{1,9}([.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
    return number >= min && number <= max
      ? { value: number }
      : { code: "number_invalid", params: { value: excerpt(text), min, max } };
  };
}

/** Percent: `60`, `60 %`, or the share `0,6` that a spreadsheet keeps behind 60 %. */
export function parsePercent(text: string): FieldReading<number> {
  const written = /^(\d{1,3}(?:[.,]\d{1,4})?)\s*(%?)$/.exec(text);
  const number = written ? Number((written[1] ?? "").replace(",", ".")) : Number.NaN;
  const percent = number <= 1 && written?.[2] === "" ? Math.round(number * 10_000) / 100 : number;
  return Number.isInteger(percent) && percent >= 1 && percent <= 100
    ? { value: percent }
    : { code: "number_invalid", params: { value: excerpt(text), min: 1, max: 100 } };
}

const indonesianZones: Readonly<Record<string, string>> = {
  wib: "Asia/Jakarta",
  wita: "Asia/Makassar",
  wit: "Asia/Jayapura",
};

export function parseZone(text: string): FieldReading<string> {
  const zone = indonesianZones[text.toLowerCase()] ?? text;
  return zoneSchema.safeParse(zone).success
    ? { value: zone }
    : { code: "time_zone_unknown", params: { value: excerpt(text) } };
}
