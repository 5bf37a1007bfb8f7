import { z } from "zod";
import { canOf, dateSchema, idSchema, pageInput, pageOf, text } from "../common.ts";
import { schoolOrFoundationSchema } from "./department.ts";

/** `PLT`: acts while the seat is vacant; `PLH`: while its definitive holder is away. */
export const assignmentKinds = ["DEFINITIF", "PLT", "PLH"] as const;
export const assignmentKindSchema = z.enum(assignmentKinds);
export type AssignmentKind = z.infer<typeof assignmentKindSchema>;
export const assignmentStateSchema = z.enum(["past", "current", "future"]);

const ftePercentSchema = z.int().min(1).max(100);
const decreeNumberSchema = text(100);

/** Dates are half-open: held from `from` on, not held any more on `until`. */
const term = {
  /** Left out: today, where the position is exercised. */
  from: dateSchema.optional(),
  /** Left out or null: without an end, which an acting must have. */
  until: dateSchema.nullable().optional(),
};

const appointment = {
  /** Left out: where the position lies. A foundation-wide position may be exercised in a school. */
  schoolId: idSchema.nullable().optional(),
  departmentId: idSchema.nullable().optional(),
  kind: assignmentKindSchema.default("DEFINITIF"),
  ...term,
  decreeNumber: decreeNumberSchema.nullable().optional(),
  /** True takes the place of the primary position there is; left out: primary if there is none in that time. */
  primary: z.boolean().optional(),
  /** Answers what would be, and changes nothing. */
  dryRun: z.boolean().default(false),
};

const inOrder = { error: "dates.order", path: ["until"] };
const isInOrder = ({ from, until }: { from?: string | undefined; until?: string | null | undefined }) =>
  from === undefined || until == null || from < until;
const actingEnds = { error: "assignment.acting_without_end", path: ["until"] };
const isEndedIfActing = ({ kind, until }: { kind: AssignmentKind; until?: string | null | undefined }) =>
  kind === "DEFINITIF" || until != null;

/** `id`: the position. */
export const assignUserInput = z
  .strictObject({ id: idSchema, userId: idSchema, ftePercent: ftePercentSchema.default(100), ...appointment })
  .refine(isInOrder, inOrder)
  .refine(isEndedIfActing, actingEnds);
export type AssignUserInput = z.input<typeof assignUserInput>;

/**
 * `id`: the person. Only what is named is changed; what is under way changes from today on, and `from` is for what has
 * not begun.
 */
export const updateAssignmentInput = z
  .strictObject({
    id: idSchema,
    assignmentId: idSchema,
    departmentId: idSchema.nullable().optional(),
    ftePercent: ftePercentSchema.optional(),
    ...term,
    decreeNumber: decreeNumberSchema.nullable().optional(),
    primary: z.boolean().optional(),
    dryRun: z.boolean().default(false),
  })
  .refine(isInOrder, inOrder);
export type UpdateAssignmentInput = z.input<typeof updateAssignmentInput>;

/** `id`: the person. */
export const endAssignmentInput = z.strictObject({
  id: idSchema,
  assignmentId: idSchema,
  /** The first day on which it is not held any more; left out: today, where it is exercised. */
  on: dateSchema.optional(),
  reason: text(400).optional(),
  dryRun: z.boolean().default(false),
});
export type EndAssignmentInput = z.input<typeof endAssignmentInput>;

/** `id`: the person, who leaves one assignment and takes up another on the same day. */
export const transferUserInput = z
  .strictObject({
    id: idSchema,
    /** What is left; left out: the primary position. */
    assignmentId: idSchema.optional(),
    positionId: idSchema,
    /** Left out: as much as in the position that is left. */
    ftePercent: ftePercentSchema.optional(),
    ...appointment,
    reason: text(400).optional(),
  })
  .refine(isInOrder, inOrder)
  .refine(isEndedIfActing, actingEnds);
export type TransferUserInput = z.input<typeof transferUserInput>;

export const assignmentOutput = z.object({
  id: idSchema,
  userId: idSchema,
  userName: z.string(),
  positionId: idSchema,
  positionName: z.string(),
  schoolId: idSchema.nullable(),
  schoolName: z.string().nullable(),
  departmentId: idSchema.nullable(),
  departmentName: z.string().nullable(),
  kind: assignmentKindSchema,
  ftePercent: z.int(),
  validFrom: dateSchema,
  validUntil: dateSchema.nullable(),
  isPrimary: z.boolean(),
  decreeNumber: z.string().nullable(),
  appointedBy: idSchema.nullable(),
  /** How often the end of an acting has been put off. */
  extensions: z.int(),
  state: assignmentStateSchema,
  can: canOf(["update", "close"]),
});
export type Assignment = z.infer<typeof assignmentOutput>;

/**
 * What is allowed and yet worth a word. `fte_over_full`: more than full time, from this day on, at most so many
 * percent. `plh_without_holder`: from this day on somebody stands in for a holder who is not there any more.
 */
export const assignmentWarningOutput = z.object({
  code: z.enum(["fte_over_full", "plh_without_holder"]),
  from: dateSchema,
  percent: z.int().nullable(),
});
export type AssignmentWarning = z.infer<typeof assignmentWarningOutput>;

export const assignmentChangeOutput = z.object({
  dryRun: z.boolean(),
  /** As it is after the change; null when it was taken back before it began. */
  assignment: assignmentOutput.nullable(),
  warnings: z.array(assignmentWarningOutput),
});
export type AssignmentChange = z.infer<typeof assignmentChangeOutput>;

/** A right that comes with a position, at the place where it is exercised. */
const scopeOutput = z.object({
  code: z.string(),
  effect: z.enum(["ALLOW", "DENY"]),
  scope: z.string(),
  schoolId: idSchema.nullable(),
  departmentId: idSchema.nullable(),
});
export type PositionScope = z.infer<typeof scopeOutput>;

export const userTransferOutput = z.object({
  dryRun: z.boolean(),
  /** What is left, as it now ends; null when it had not begun. */
  closed: assignmentOutput.nullable(),
  opened: assignmentOutput,
  warnings: z.array(assignmentWarningOutput),
  /** Rights that come with one of the two positions and not with the other. */
  lost: z.array(scopeOutput),
  gained: z.array(scopeOutput),
  /** Percent of all positions held, on the day before and on the day of the transfer. */
  fte: z.object({ before: z.int(), after: z.int() }),
});
export type UserTransfer = z.infer<typeof userTransferOutput>;

export const listActingInput = z.strictObject({
  ...pageInput,
  schoolId: schoolOrFoundationSchema.optional(),
  kind: z.enum(["PLT", "PLH"]).optional(),
  /** Only those that end in at most so many days. */
  endingWithinDays: z.int().min(0).max(3660).optional(),
});
export type ListActingInput = z.input<typeof listActingInput>;

/** Who acts or will act, with the days until the end, counted where the position is exercised. */
export const actingOutput = assignmentOutput.extend({ daysLeft: z.int() });
export type Acting = z.infer<typeof actingOutput>;
export const actingPageOutput = pageOf(actingOutput);

export const listSchoolPeopleInput = z.strictObject({
  id: idSchema,
  ...pageInput,
  /** Left out: today. */
  asOf: dateSchema.optional(),
});
export type ListSchoolPeopleInput = z.input<typeof listSchoolPeopleInput>;

export const schoolPersonOutput = z.object({
  assignmentId: idSchema,
  userId: idSchema,
  userName: z.string(),
  nip: z.string().nullable(),
  positionId: idSchema,
  positionName: z.string(),
  departmentId: idSchema.nullable(),
  kind: assignmentKindSchema,
  ftePercent: z.int(),
  validFrom: dateSchema,
  validUntil: dateSchema.nullable(),
  isPrimary: z.boolean(),
});
export type SchoolPerson = z.infer<typeof schoolPersonOutput>;
export const schoolPersonPageOutput = pageOf(schoolPersonOutput);
