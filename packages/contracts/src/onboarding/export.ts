import { z } from "zod";
import { canOf, dateSchema, idSchema, instantSchema, localeSchema, pageInput, pageOf, zoneSchema } from "../common.ts";
import { assignmentKindSchema } from "../organisation/assignment.ts";
import { employeeFilters, employeeSorts } from "../organisation/employee.ts";
import { specificFieldNames } from "../organisation/employee-specific.ts";
import { userFilters, userSorts } from "../organisation/user.ts";

/** `organisation`: schools, departments and positions in one table; `oneroster`: a OneRoster 1.2 archive. */
export const exportKinds = ["users", "employees", "assignments", "organisation", "oneroster"] as const;
export type ExportKind = (typeof exportKinds)[number];

/** `zip` is the archive of `oneroster`, and of nothing else. */
export const exportFormats = ["csv", "xlsx", "json", "ndjson", "pdf", "zip"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Rows of a PDF at most: beyond, nobody reads it. */
export const maxPdfRows = 5000;
/** How long the file of an export can be had. */
export const exportLifetimeMs = 24 * 3_600_000;

/**
 * How much care a column needs: `open` to whoever may export the row; `personal` is masked in rows of which the
 * requester may not read sensitive data; `specific` is written only when chosen, by who may export it.
 */
export const columnCares = ["open", "personal", "specific"] as const;
export type ColumnCare = (typeof columnCares)[number];

const open = "open";
const personal = "personal";

/** The columns of each kind, in their order; those that are not specific are written when none are named. */
export const exportColumns = {
  users: {
    nip: open,
    titlePrefix: open,
    name: open,
    titleSuffix: open,
    username: personal,
    email: personal,
    phone: personal,
    status: open,
    homeSchoolName: open,
    positionName: open,
    locale: open,
    timeZone: open,
    lastActiveAt: open,
    createdAt: open,
    updatedAt: open,
  },
  employees: {
    nip: open,
    name: open,
    gender: open,
    birthDate: personal,
    startedOn: open,
    permanentOn: open,
    employmentStatus: open,
    workingTime: open,
    section: open,
    location: open,
    field: open,
    employeeKind: open,
    activeStatus: open,
    mobile: personal,
    phone: personal,
    email: personal,
    rfid: personal,
    nuptk: personal,
    schoolName: open,
    additionalDuty: open,
    appointmentDecree: open,
    appointedOn: open,
    appointedBy: open,
    rankGrade: open,
    salarySource: open,
    civilServantOn: open,
    ...(Object.fromEntries(specificFieldNames.map((field) => [field, "specific"])) as Record<
      (typeof specificFieldNames)[number],
      "specific"
    >),
  },
  assignments: {
    nip: open,
    userName: open,
    positionCode: open,
    positionName: open,
    schoolCode: open,
    schoolName: open,
    departmentName: open,
    kind: open,
    ftePercent: open,
    validFrom: open,
    validUntil: open,
    isPrimary: open,
    decreeNumber: open,
  },
  organisation: {
    type: open,
    code: open,
    name: open,
    schoolName: open,
    parentName: open,
    level: open,
    status: open,
    npsn: open,
    city: open,
    timeZone: open,
    headcount: open,
    filled: open,
  },
  oneroster: {},
} as const satisfies Record<ExportKind, Readonly<Record<string, ColumnCare>>>;

/** What the rows of each kind may be filtered by: what their list may. */
export const exportFilters = {
  users: z.strictObject({ ...userFilters, sort: z.enum(userSorts).default("name") }),
  employees: z.strictObject({ ...employeeFilters, sort: z.enum(employeeSorts).default("name") }),
  assignments: z.strictObject({
    userId: idSchema.optional(),
    positionId: idSchema.optional(),
    schoolId: idSchema.optional(),
    departmentId: idSchema.optional(),
    kind: assignmentKindSchema.optional(),
    /** Left out: today. */
    asOf: dateSchema.optional(),
  }),
  organisation: z.strictObject({ schoolId: idSchema.optional() }),
  oneroster: z.strictObject({ schoolId: idSchema.optional() }),
} as const satisfies Record<ExportKind, z.ZodObject>;

export const createExportInput = z
  .strictObject({
    kind: z.enum(exportKinds),
    format: z.enum(exportFormats),
    /** Of the list of this kind, see {@link exportFilters}. */
    filter: z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()])).default({}),
    /** Of this kind, see {@link exportColumns}. */
    columns: z.array(z.string().max(40)).min(1).max(100).optional(),
    /** Language of headings and words; the caller's when left out. */
    locale: localeSchema.optional(),
    /** Zone in which a person reads instants; the foundation's when left out. */
    timeZone: zoneSchema.optional(),
  })
  .refine(({ kind, format }) => (kind === "oneroster") === (format === "zip"), {
    error: "export.format",
    path: ["format"],
  });
export type CreateExportInput = z.input<typeof createExportInput>;

export const exportStates = ["queued", "running", "done", "failed", "cancelled"] as const;

export const exportIdInput = z.strictObject({ id: idSchema });
export type ExportIdInput = z.input<typeof exportIdInput>;
export const listExportsInput = z.strictObject({
  ...pageInput,
  kind: z.enum(exportKinds).optional(),
  status: z.enum(exportStates).optional(),
});
export type ListExportsInput = z.input<typeof listExportsInput>;

export const exportOutput = z.object({
  id: idSchema,
  kind: z.enum(exportKinds),
  format: z.enum(exportFormats),
  status: z.enum(exportStates),
  /** Rows written so far. */
  done: z.int(),
  /** Rows there will be; null when that is known only at the end. */
  total: z.int().nullable(),
  /** Why it failed. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** The file, as long as it can be had: `GET path`. */
  download: z
    .object({ fileId: idSchema, path: z.string(), name: z.string(), size: z.int(), expiresAt: instantSchema })
    .nullable(),
  /** It is done, and its file is gone. */
  expired: z.boolean(),
  filter: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  columns: z.array(z.string()).nullable(),
  requestedBy: idSchema,
  requestedByName: z.string().nullable(),
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  can: canOf(["cancel", "delete", "download"]),
});
export type Export = z.infer<typeof exportOutput>;
export const exportPageOutput = pageOf(exportOutput);
