import { z } from "zod";
import { text } from "../common.ts";

/** The name of a field, a step, a branch or a message: what an expression can write after a dot. */
export const workflowNameSchema = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,47}$/, { error: "workflow.name" });

/** CEL; what it may read and how large it may be is checked with the whole definition. */
export const workflowExpressionSchema = z.string().min(1).max(1024);

export const workflowFieldTypes = [
  "text",
  "double",
  "boolean",
  "date",
  "dateRange",
  "money",
  "choice",
  "person",
  "school",
  "file",
] as const;
export type WorkflowFieldType = (typeof workflowFieldTypes)[number];

/** A text in both languages of the product. */
export const workflowLabelSchema = z.strictObject({ id: text(200), en: text(200) });

export const workflowFieldSchema = z.strictObject({
  type: z.enum(workflowFieldTypes),
  label: workflowLabelSchema.optional(),
  required: z.boolean().default(false),
  /** Of a `choice`: what can be chosen. */
  options: z
    .array(z.strictObject({ value: z.string().min(1).max(64), label: workflowLabelSchema.optional() }))
    .min(1)
    .max(100)
    .optional(),
  /** Bounds of a number or of money (rupiah), or of the length of a text. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** CEL over the other fields; while it is false the field is not asked for, and left out. */
  visibleWhen: workflowExpressionSchema.optional(),
});
export type WorkflowField = z.output<typeof workflowFieldSchema>;

// The short form names the type alone; "string" is what expressions call a text.
const shortFieldSchema = z
  .enum([...workflowFieldTypes.filter((type) => type !== "choice"), "string"])
  .transform((type): WorkflowField => ({ type: type === "string" ? "text" : type, required: false }));

export const workflowFieldsMax = 100;

/** The request form, by the names of its fields. */
export const workflowFieldsSchema = z
  .record(workflowNameSchema, z.union([shortFieldSchema, workflowFieldSchema]))
  .refine((fields) => Object.keys(fields).length <= workflowFieldsMax, { error: "workflow.too_many_fields" });

/** What a field holds: dates as `2026-07-13`, a range as its two days, money in rupiah, people and schools by their ids, files by theirs. */
export type WorkflowValue = string | number | boolean | null | { readonly from: string; readonly to: string };
export type WorkflowData = Readonly<Record<string, WorkflowValue>>;
