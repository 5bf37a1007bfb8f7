import type { EmployeeSpecific, SpecificField } from "@gloria/contracts";
import { mapSpecific } from "./specific-data.ts";

/** Of long numbers both ends are shown, by which people recognise their own; of the rest, nothing. */
const numbers: ReadonlySet<SpecificField> = new Set(["nik", "noKk", "npwp", "bankAccountNumber", "spouseNip"]);

/**
 * That there is something, and no more: `3374••••••••0001`. The length of what is hidden is told of numbers alone,
 * whose length is no secret.
 */
export function maskSpecific(specific: EmployeeSpecific): EmployeeSpecific {
  return mapSpecific((field) => {
    const value = specific[field];
    if (value === null) return null;
    return numbers.has(field) ? maskNumber(value) : "•••";
  });
}

function maskNumber(value: string): string {
  if (value.length >= 15) return `${value.slice(0, 4)}${"•".repeat(value.length - 8)}${value.slice(-4)}`;
  // The end alone, and never half of a short one.
  const shown = Math.min(4, Math.floor(value.length / 3));
  return `${"•".repeat(value.length - shown)}${value.slice(value.length - shown)}`;
}
