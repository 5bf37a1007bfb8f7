import { z } from "zod";
import { canOf, idSchema, instantSchema, pageInput, pageOf, text, versionSchema } from "../common.ts";
import { listAuditLogsInput } from "../platform/audit.ts";
import { listDepartmentsInput } from "./department.ts";
import { listEmployeesInput } from "./employee.ts";
import { listPositionsInput } from "./position.ts";
import { listSchoolsInput } from "./school.ts";
import { listUsersInput } from "./user.ts";

const page = { limit: true, cursor: true } as const;

/** Screen → what its list can be asked for; a view holds nothing else. */
export const savedViewStates = {
  users: listUsersInput.omit(page).partial(),
  employees: listEmployeesInput.omit(page).partial(),
  schools: listSchoolsInput.omit(page).partial(),
  departments: listDepartmentsInput.omit(page).partial(),
  positions: listPositionsInput.omit(page).partial(),
  audit: listAuditLogsInput.omit(page).partial(),
} as const;
export type SavedViewScreen = keyof typeof savedViewStates;
export const savedViewScreens = Object.keys(savedViewStates) as [SavedViewScreen, ...SavedViewScreen[]];
export const savedViewScreenSchema = z.enum(savedViewScreens);

/** Bytes of a view's state as JSON. */
export const savedViewStateBound = 8_192;

const stateSchema = z
  .record(z.string().max(64), z.unknown())
  .refine((state) => new TextEncoder().encode(JSON.stringify(state)).length <= savedViewStateBound, {
    error: "saved_view.too_large",
  });

const savedViewFields = {
  name: text(80),
  /** Search and filters, as the list of the screen takes them. */
  state: stateSchema,
  /** For everybody of the foundation; needs `saved_view:share`. */
  isShared: z.boolean(),
  /** What the screen opens with, for its owner; the one before it is one no more. */
  isDefault: z.boolean(),
  position: z.int().min(0).max(10_000),
};

export const createSavedViewInput = z
  .strictObject({ screen: savedViewScreenSchema, ...savedViewFields })
  .partial({ isShared: true, isDefault: true, position: true });
export type CreateSavedViewInput = z.input<typeof createSavedViewInput>;

export const updateSavedViewInput = z
  .strictObject(savedViewFields)
  .partial()
  .extend({ id: idSchema, version: versionSchema.optional() });
export type UpdateSavedViewInput = z.input<typeof updateSavedViewInput>;

export const savedViewIdInput = z.strictObject({ id: idSchema });
export const deleteSavedViewInput = z.strictObject({ id: idSchema, version: versionSchema.optional() });

export const listSavedViewsInput = z.strictObject({
  ...pageInput,
  screen: savedViewScreenSchema.optional(),
  /** The caller's own deleted ones, to be restored. */
  deleted: z.boolean().default(false),
});
export type ListSavedViewsInput = z.input<typeof listSavedViewsInput>;

export const savedViewOutput = z.object({
  id: idSchema,
  screen: savedViewScreenSchema,
  name: z.string(),
  state: z.record(z.string(), z.unknown()),
  isShared: z.boolean(),
  isDefault: z.boolean(),
  position: z.int(),
  isOwn: z.boolean(),
  ownerName: z.string(),
  version: versionSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  deletedAt: instantSchema.nullable(),
  can: canOf(["update", "delete", "restore"]),
});
export type SavedView = z.infer<typeof savedViewOutput>;
export const savedViewPageOutput = pageOf(savedViewOutput).extend({ can: canOf(["share"]) });
