import { z } from "zod";
import {
  canOf,
  dateSchema,
  idSchema,
  instantSchema,
  pageInput,
  pageOf,
  searchTextSchema,
  text,
  versionSchema,
} from "../common.ts";
import { schoolOrFoundationSchema } from "./department.ts";
import { employeeSpecificInput, employeeSpecificOutput } from "./employee-specific.ts";
import { nikWarnings } from "./nik.ts";
import { emailSchema, nipSchema, phoneSchema, userStatusSchema } from "./user.ts";

/** What a number begins with that stands in until the employee gets their own. */
export const provisionalNipPrefix = "PROV-";
const givenNipSchema = nipSchema.refine((nip) => !nip.toUpperCase().startsWith(provisionalNipPrefix), {
  error: "nip.provisional",
});

/** What the NIPs of a foundation look like, as a regular expression of PostgreSQL for the whole number; null: any. */
export const setNipRuleInput = z.strictObject({ pattern: text(200).nullable() });
export type SetNipRuleInput = z.input<typeof setNipRuleInput>;
export const nipRuleOutput = z.object({ pattern: z.string().nullable(), can: canOf(["update"]) });
export type NipRule = z.infer<typeof nipRuleOutput>;

/** *Nomor Unik Pendidik dan Tenaga Kependidikan*. */
export const nuptkSchema = z.string().regex(/^[0-9]{16}$/, { error: "nuptk.sixteen_digits" });
export const genderSchema = z.enum(["L", "P"]);

/** Names of the source system's columns stand beside ours where they say more. */
export const employeeFields = {
  name: text(200),
  gender: genderSchema.nullable(),
  birthDate: dateSchema.nullable(),
  /** tgl_mulai_bekerja */
  startedOn: dateSchema.nullable(),
  /** tgl_tetap */
  permanentOn: dateSchema.nullable(),
  /** status */
  employmentStatus: text(80).nullable(),
  /** waktu_kerja_kependidikan */
  workingTime: text(80).nullable(),
  /** bagian_kerja */
  section: text(120).nullable(),
  /** lokasi */
  location: text(120).nullable(),
  /** bidang_kerja */
  field: text(120).nullable(),
  /** jenis_karyawan, jenis PTK */
  employeeKind: text(120).nullable(),
  /** status_aktif */
  activeStatus: text(80).nullable(),
  /** no_ponsel */
  mobile: phoneSchema.nullable(),
  phone: phoneSchema.nullable(),
  email: emailSchema.nullable(),
  rfid: text(64).nullable(),
  nuptk: nuptkSchema.nullable(),
  additionalDuty: text(200).nullable(),
  candidateDecree: text(120).nullable(),
  candidateOn: dateSchema.nullable(),
  appointmentDecree: text(120).nullable(),
  appointedOn: dateSchema.nullable(),
  appointedBy: text(200).nullable(),
  rankGrade: text(40).nullable(),
  salarySource: text(120).nullable(),
  civilServantOn: dateSchema.nullable(),
  principalLicence: z.boolean().nullable(),
  supervisionTraining: z.boolean().nullable(),
  braille: z.boolean().nullable(),
  signLanguage: z.boolean().nullable(),
  nuks: text(40).nullable(),
  schoolId: idSchema.nullable(),
};

export type EmployeeField = keyof typeof employeeFields;

export const createEmployeeInput = z.strictObject(employeeFields).partial().required({ name: true }).extend({
  /** Left out: a provisional number is given, to be replaced later. */
  nip: givenNipSchema.optional(),
  specific: employeeSpecificInput.optional(),
});
export type CreateEmployeeInput = z.input<typeof createEmployeeInput>;

/** Only the fields named are changed; `null` empties one. The number is replaced by an operation of its own. */
export const updateEmployeeInput = z
  .strictObject(employeeFields)
  .partial()
  .extend({ nip: nipSchema, version: versionSchema.optional(), specific: employeeSpecificInput.optional() });
export type UpdateEmployeeInput = z.input<typeof updateEmployeeInput>;

export const employeeNipInput = z.strictObject({ nip: nipSchema });
export const getEmployeeInput = z.strictObject({
  nip: nipSchema,
  /** `auto`: in plain text for who may read it, which is audited; `masked`: masked for everybody. */
  specific: z.enum(["auto", "masked"]).default("auto"),
});
export type GetEmployeeInput = z.input<typeof getEmployeeInput>;
export const deleteEmployeeInput = z.strictObject({ nip: nipSchema, version: versionSchema.optional() });
export type DeleteEmployeeInput = z.input<typeof deleteEmployeeInput>;
export const replaceNipInput = z.strictObject({
  nip: nipSchema,
  newNip: givenNipSchema,
  version: versionSchema.optional(),
  reason: text(400).optional(),
});
export type ReplaceNipInput = z.input<typeof replaceNipInput>;
export const linkEmployeeInput = z.strictObject({ nip: nipSchema, userId: idSchema });
export type LinkEmployeeInput = z.input<typeof linkEmployeeInput>;

export const employeeSorts = ["name", "-name", "createdAt", "-createdAt"] as const;
export const employeeFilters = {
  /** The beginning of a word of the name, or of the NIP. */
  q: searchTextSchema.optional(),
  schoolId: schoolOrFoundationSchema.optional(),
  employmentStatus: text(80).optional(),
  employeeKind: text(120).optional(),
  activeStatus: text(80).optional(),
  /** Whether a user has this NIP. */
  linked: z.boolean().optional(),
  /** Whether the number is one that stands in. */
  provisional: z.boolean().optional(),
  deleted: z.boolean().default(false),
};
export const listEmployeesInput = z.strictObject({
  ...pageInput,
  /** This one alone, for who knows no NIP. */
  id: idSchema.optional(),
  ...employeeFilters,
  sort: z.enum(employeeSorts).default("name"),
});
export type ListEmployeesInput = z.input<typeof listEmployeesInput>;

export const linkedUserOutput = z.object({ id: idSchema, name: z.string(), status: userStatusSchema });

export const employeeRowOutput = z.object({
  id: idSchema,
  nip: z.string(),
  isProvisional: z.boolean(),
  name: z.string(),
  gender: genderSchema.nullable(),
  startedOn: dateSchema.nullable(),
  employmentStatus: z.string().nullable(),
  section: z.string().nullable(),
  location: z.string().nullable(),
  field: z.string().nullable(),
  employeeKind: z.string().nullable(),
  activeStatus: z.string().nullable(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  schoolId: idSchema.nullable(),
  schoolName: z.string().nullable(),
  /** Who has this NIP; null: the employee has no account. */
  linkedUser: linkedUserOutput.nullable(),
  version: versionSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  deletedAt: instantSchema.nullable(),
  can: canOf(["update", "delete", "restore"]),
});
export type EmployeeRow = z.infer<typeof employeeRowOutput>;
export const employeePageOutput = pageOf(employeeRowOutput).extend({ can: canOf(["create"]) });

export const employeeOutput = employeeRowOutput.extend({
  birthDate: dateSchema.nullable(),
  permanentOn: dateSchema.nullable(),
  workingTime: z.string().nullable(),
  phone: z.string().nullable(),
  rfid: z.string().nullable(),
  nuptk: z.string().nullable(),
  additionalDuty: z.string().nullable(),
  candidateDecree: z.string().nullable(),
  candidateOn: dateSchema.nullable(),
  appointmentDecree: z.string().nullable(),
  appointedOn: dateSchema.nullable(),
  appointedBy: z.string().nullable(),
  rankGrade: z.string().nullable(),
  salarySource: z.string().nullable(),
  civilServantOn: dateSchema.nullable(),
  principalLicence: z.boolean().nullable(),
  supervisionTraining: z.boolean().nullable(),
  braille: z.boolean().nullable(),
  signLanguage: z.boolean().nullable(),
  nuks: z.string().nullable(),
  specific: employeeSpecificOutput,
  /** True: the values of `specific` only show that there are some. */
  masked: z.boolean(),
  /** What the NIK says otherwise than birth date and gender do. */
  warnings: z.array(z.enum(nikWarnings)),
  /** Numbers before this one, newest first. */
  formerNips: z.array(z.object({ nip: z.string(), reason: z.string().nullable(), replacedAt: instantSchema })),
  can: canOf(["update", "delete", "restore", "link", "readSpecific", "updateSpecific"]),
});
export type Employee = z.infer<typeof employeeOutput>;

export const listUnlinkedInput = z.strictObject({ ...pageInput, q: searchTextSchema.optional() });
export type ListUnlinkedInput = z.input<typeof listUnlinkedInput>;

export const linkReasons = ["email", "name"] as const;

/** An employee without an account, and accounts without an employee that may be theirs, best first. */
export const unlinkedEmployeeOutput = employeeRowOutput.extend({
  suggestions: z.array(
    z.object({
      userId: idSchema,
      name: z.string(),
      email: z.string().nullable(),
      nip: z.string().nullable(),
      by: z.enum(linkReasons),
    }),
  ),
});
export type UnlinkedEmployee = z.infer<typeof unlinkedEmployeeOutput>;
export const unlinkedEmployeePageOutput = pageOf(unlinkedEmployeeOutput);

/** An account whose NIP (if any) no employee has, and employees without an account that it may belong to. */
export const unlinkedUserOutput = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string().nullable(),
  nip: z.string().nullable(),
  status: userStatusSchema,
  homeSchoolId: idSchema.nullable(),
  homeSchoolName: z.string().nullable(),
  suggestions: z.array(
    z.object({ nip: z.string(), name: z.string(), email: z.string().nullable(), by: z.enum(linkReasons) }),
  ),
});
export type UnlinkedUser = z.infer<typeof unlinkedUserOutput>;
export const unlinkedUserPageOutput = pageOf(unlinkedUserOutput);
