import { type EmployeeSpecific, type SpecificField, specificFieldNames } from "@gloria/contracts";
import type { FieldCrypto } from "@gloria/core";
import type { ColumnClasses } from "../../platform/index.ts";
import type { EmployeeDataRow } from "./employee-queries.ts";
import { fingerprintsOf } from "./specific-data.ts";

/** What the audit log tells of an employee: the row, and a fingerprint of each field of the specific data. */
export type AuditedEmployee = EmployeeDataRow & Readonly<Record<`specific.${SpecificField}`, string | null>>;

const specificClasses = Object.fromEntries(
  specificFieldNames.map((field) => [`specific.${field}`, "specific" as const]),
) as Record<`specific.${SpecificField}`, "specific">;

/** How much care each column of an employee needs in the audit log. */
export const employeeColumnClasses: ColumnClasses<AuditedEmployee> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  nip: "personal",
  name: "personal",
  gender: "personal",
  birthDate: "personal",
  startedOn: "internal",
  permanentOn: "internal",
  employmentStatus: "internal",
  workingTime: "internal",
  section: "internal",
  location: "internal",
  field: "internal",
  employeeKind: "internal",
  activeStatus: "internal",
  mobile: "personal",
  phone: "personal",
  email: "personal",
  rfid: "personal",
  nuptk: "personal",
  additionalDuty: "internal",
  candidateDecree: "internal",
  candidateOn: "internal",
  appointmentDecree: "internal",
  appointedOn: "internal",
  appointedBy: "internal",
  rankGrade: "internal",
  salarySource: "internal",
  civilServantOn: "internal",
  principalLicence: "internal",
  supervisionTraining: "internal",
  // Abilities that may tell of a disability.
  braille: "personal",
  signLanguage: "personal",
  nuks: "internal",
  schoolId: "internal",
  // Another ciphertext each time: the fingerprints tell what changed.
  specific: "bookkeeping",
  nikIndex: "bookkeeping",
  npwpIndex: "bookkeeping",
  ...specificClasses,
  sortName: "bookkeeping",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
  deletedAt: "internal",
  deletedBy: "internal",
};

export function auditedEmployee(
  crypto: FieldCrypto,
  row: EmployeeDataRow,
  specific: EmployeeSpecific,
): AuditedEmployee {
  return { ...row, ...fingerprintsOf(crypto, row, specific) };
}
