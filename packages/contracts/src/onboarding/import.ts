import { z } from "zod";
import { idSchema, instantSchema, pageInput, pageOf, text } from "../common.ts";
import { fileNameSchema } from "../platform/file.ts";
import { importFields, importKinds, importPresets } from "./import-fields.ts";

export const importKindSchema = z.enum(importKinds);
export const importPresetSchema = z.enum(importPresets);
export const importPhases = ["dry_run", "commit", "undo"] as const;
export type ImportPhase = (typeof importPhases)[number];
export const importStatuses = ["running", "planned", "committed", "undone", "cancelled", "failed"] as const;
export type ImportStatus = (typeof importStatuses)[number];
export const importActions = ["create", "update", "skip", "error"] as const;
export type ImportAction = (typeof importActions)[number];
/** `changed`: not applied, because its plan is no longer the one of the dry run. `kept`: the undo left it alone. */
export const importRowStates = ["planned", "applied", "changed", "undone", "kept"] as const;
export type ImportRowState = (typeof importRowStates)[number];
export const importTemplateFormats = ["csv", "xlsx"] as const;

const allFields = new Set(Object.values(importFields).flatMap((fields) => Object.keys(fields)));

/** Which column of the file fills which field. Every column of the file is named; `ignore` leaves one out. */
export const importMappingSchema = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        header: z.string().min(1).max(1000),
        field: z.string().refine((name) => name === "ignore" || allFields.has(name), { error: "import.field_unknown" }),
      }),
    )
    .min(1)
    .max(300),
});
export type ImportMappingInput = z.input<typeof importMappingSchema>;

export const createImportInput = z.strictObject({
  /** A file uploaded before, by the same person. */
  fileId: idSchema,
  kind: importKindSchema.default("people"),
  /** The form of the file; without a preset and a mapping it is recognised by its headings. */
  preset: importPresetSchema.optional(),
  mapping: importMappingSchema.optional(),
  /** A kept mapping, instead of one written out. */
  mappingId: idSchema.optional(),
  /** Specific personal data (NIK, bank, family, religion, address) is left out unless asked for. */
  includeSpecific: z.boolean().default(false),
  /** XLSX: which sheet; the first visible one otherwise. */
  sheet: text(100).optional(),
  /** Narrows the import to a school: whoever may import there only. */
  schoolId: idSchema.optional(),
});
export type CreateImportInput = z.input<typeof createImportInput>;

export const inspectImportInput = createImportInput.pick({ fileId: true, kind: true, sheet: true });
export type InspectImportInput = z.input<typeof inspectImportInput>;

export const importIdInput = z.strictObject({ id: idSchema });

export const listImportsInput = z.strictObject({
  ...pageInput,
  kind: importKindSchema.optional(),
  status: z.enum(importStatuses).optional(),
});
export type ListImportsInput = z.input<typeof listImportsInput>;

export const listImportRowsInput = z.strictObject({
  id: idSchema,
  ...pageInput,
  action: z.enum(importActions).optional(),
  state: z.enum(importRowStates).optional(),
});
export type ListImportRowsInput = z.input<typeof listImportRowsInput>;

export const importErrorsInput = z.strictObject({ id: idSchema, format: z.enum(importTemplateFormats).default("csv") });
export type ImportErrorsInput = z.input<typeof importErrorsInput>;

const countsSchema = z.object({ create: z.int(), update: z.int(), skip: z.int(), error: z.int() });

const paramsSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);

/** What is wrong, as a code with what fills its text, and as that text in the caller's language. */
export const importProblemOutput = z.object({
  code: z.string(),
  /** The heading of the column; null where the row or the file as a whole is meant. */
  column: z.string().nullable(),
  params: paramsSchema,
  message: z.string(),
});
export type ImportProblem = z.infer<typeof importProblemOutput>;

export const importOutput = z.object({
  id: idSchema,
  kind: importKindSchema,
  phase: z.enum(importPhases),
  status: z.enum(importStatuses),
  fileId: idSchema.nullable(),
  fileName: z.string(),
  format: z.enum(["csv", "xlsx"]),
  preset: importPresetSchema.nullable(),
  schoolId: idSchema.nullable(),
  /** Progress of the phase, in rows; `total` is null while the file is first being read. */
  progress: z.object({ done: z.int(), total: z.int().nullable() }),
  /** Rows by what the dry run found; null until it has. */
  counts: countsSchema.nullable(),
  /** Rows by what became of them; null before the commit. */
  results: z.object({ applied: z.int(), changed: z.int(), undone: z.int(), kept: z.int() }).nullable(),
  /** What is wrong with the file as a whole. */
  problems: z.array(importProblemOutput),
  /** Why it stopped: an error code; null unless it failed. */
  failure: z.string().nullable(),
  startedBy: z.object({ id: idSchema.nullable(), name: z.string().nullable() }),
  createdAt: instantSchema,
  plannedAt: instantSchema.nullable(),
  committedAt: instantSchema.nullable(),
  undoneAt: instantSchema.nullable(),
  /** From then on rows, error file and undo are gone. */
  expiresAt: instantSchema,
  expired: z.boolean(),
  can: z.object({
    commit: z.boolean(),
    cancel: z.boolean(),
    resume: z.boolean(),
    undo: z.boolean(),
  }),
});
export type Import = z.infer<typeof importOutput>;
export const importPageOutput = pageOf(importOutput).extend({ can: z.object({ create: z.boolean() }) });

export const importRowOutput = z.object({
  /** As a spreadsheet counts them. */
  rowNumber: z.int(),
  action: z.enum(importActions),
  state: z.enum(importRowStates),
  /** The person, school, department or position; null while it does not exist. */
  entityId: idSchema.nullable(),
  label: z.string().nullable(),
  /** Field by field. Specific personal data is masked. */
  differences: z.array(z.object({ path: z.string(), from: z.unknown(), to: z.unknown() })),
  problems: z.array(importProblemOutput),
});
export type ImportRow = z.infer<typeof importRowOutput>;
export const importRowPageOutput = pageOf(importRowOutput);

/** What a file looks like before it is imported: its headings, and what each most probably means. */
export const importInspectionOutput = z.object({
  /** Null where the file cannot be read; `problems` say why. */
  format: z.enum(["csv", "xlsx"]).nullable(),
  /** The form that most of the headings belong to. */
  preset: importPresetSchema.nullable(),
  /** XLSX: the sheet that was read, and all visible ones. */
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  headerRowNumber: z.int().nullable(),
  columns: z.array(
    z.object({
      header: z.string(),
      /** A field or `ignore`; null where nothing known fits and a person must choose. */
      field: z.string().nullable(),
      /** 1: the form's own heading; 0: unknown. */
      confidence: z.number(),
      /** From the first rows. Empty where the column holds, or may hold, specific personal data. */
      samples: z.array(z.string()),
    }),
  ),
  missingRequired: z.array(z.string()),
  problems: z.array(importProblemOutput),
  /** What the reader did by itself and a person should know. */
  notices: z.array(importProblemOutput),
});
export type ImportInspection = z.infer<typeof importInspectionOutput>;

export const importTemplateInput = z.strictObject({
  kind: importKindSchema.default("people"),
  format: z.enum(importTemplateFormats).default("csv"),
  /** With the columns of specific personal data. */
  includeSpecific: z.boolean().default(false),
});
export type ImportTemplateInput = z.input<typeof importTemplateInput>;
export const importTemplateOutput = z.object({
  name: fileNameSchema,
  mediaType: z.string(),
  /** The file itself. */
  base64: z.string(),
});
export type ImportTemplate = z.infer<typeof importTemplateOutput>;

export const saveImportMappingInput = z.strictObject({
  kind: importKindSchema,
  name: text(100),
  mapping: importMappingSchema,
});
export type SaveImportMappingInput = z.input<typeof saveImportMappingInput>;
export const listImportMappingsInput = z.strictObject({ ...pageInput, kind: importKindSchema.optional() });
export type ListImportMappingsInput = z.input<typeof listImportMappingsInput>;
export const importMappingOutput = z.object({
  id: idSchema,
  kind: importKindSchema,
  name: z.string(),
  mapping: importMappingSchema,
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type KeptImportMapping = z.infer<typeof importMappingOutput>;
export const importMappingPageOutput = pageOf(importMappingOutput);

/** What the person who started a phase is told when it has ended. */
export const importFinishedData = z.object({
  fileName: z.string().min(1).max(200),
  phase: z.enum(importPhases),
  status: z.enum(importStatuses),
  done: z.int(),
  failed: z.int(),
});
