import { z } from "zod";
import { text, zoneSchema } from "../common.ts";
import { workflowFieldsSchema, workflowLabelSchema, workflowNameSchema } from "./workflow-fields.ts";
import { workflowStepSchema } from "./workflow-steps.ts";

export const workflowStepsMax = 200;

/** What starts an instance besides a person. */
export const workflowTriggerSchema = z.discriminatedUnion("on", [
  z.strictObject({ on: z.literal("event"), event: z.string().min(1).max(64), when: z.string().max(1024).optional() }),
  z.strictObject({
    on: z.literal("schedule"),
    cron: z.string().min(9).max(100),
    zone: zoneSchema,
    /** After the system was down: once for all that was missed, each of them, or none. */
    catchUp: z.enum(["ONCE", "ALL", "SKIP"]).default("ONCE"),
  }),
  z.strictObject({ on: z.literal("webhook") }),
]);
export type WorkflowTrigger = z.output<typeof workflowTriggerSchema>;

/**
 * A definition as data. Its form is checked here; whether its paths end, its expressions have the right types and its
 * people exist is the business of the publish checks, which name every problem with its path.
 */
export const workflowSpecSchema = z.strictObject({
  schema: z.literal(1),
  key: z.string().regex(/^[a-z][a-z0-9_-]{0,47}$/, { error: "workflow.key" }),
  name: workflowLabelSchema.optional(),
  description: text(2000).optional(),
  /** What an instance is about, such as `leave_request`. */
  subject: z.string().regex(/^[a-z][a-z0-9_]{0,47}$/),
  fields: workflowFieldsSchema.default({}),
  start: workflowNameSchema,
  /** `@school`: that of the instance's school; otherwise the code of a calendar. */
  calendar: z.string().min(1).max(64).default("@school"),
  /** At most one live instance for each subject. */
  onePerSubject: z.boolean().default(false),
  maxRevisions: z.int().min(0).max(50).default(3),
  /** The requester may withdraw until one of these steps has begun; empty: as long as it runs. */
  withdrawUntil: z.array(workflowNameSchema).max(50).default([]),
  triggers: z.array(workflowTriggerSchema).max(10).default([]),
  /** What a request enters when it is submitted again: the step that returned it, or the first. */
  resubmitTo: z.enum(["STEP", "START"]).default("STEP"),
  steps: z
    .record(workflowNameSchema, workflowStepSchema)
    .refine((steps) => Object.keys(steps).length >= 1, { error: "workflow.no_steps" })
    .refine((steps) => Object.keys(steps).length <= workflowStepsMax, { error: "workflow.too_many_steps" }),
});
export type WorkflowSpec = z.output<typeof workflowSpecSchema>;
export type WorkflowSpecInput = z.input<typeof workflowSpecSchema>;
