import { z } from "zod";
import { text } from "../common.ts";
import { approverRuleSchema, tallyStrategySchema, workflowPersonSchema } from "./workflow-approvers.ts";
import { workflowDurationSchema } from "./workflow-duration.ts";
import { workflowExpressionSchema, workflowLabelSchema, workflowNameSchema } from "./workflow-fields.ts";

/**
 * Where a step leads: another step, one of the built-in ends, back to the requester (a new round), or `@join`: the end
 * of the branch that the step lies in.
 */
export const workflowTargetSchema = z.union([z.enum(["@requester", "@join"]), workflowNameSchema]);
export type WorkflowTarget = z.output<typeof workflowTargetSchema>;
export const builtInEnds = ["endApproved", "endRejected"] as const;

const common = { name: workflowLabelSchema.optional(), description: text(1000).optional() };

/** A literal, or a CEL expression whose value is taken when the step runs. */
export const workflowInputSchema = z.union([
  z.string().max(2000),
  z.number(),
  z.boolean(),
  z.strictObject({ cel: workflowExpressionSchema }),
]);

export const escalationSchema = z.discriminatedUnion("do", [
  z.strictObject({ after: workflowDurationSchema, do: z.literal("remind") }),
  z.strictObject({ after: workflowDurationSchema, do: z.literal("addApprover"), to: approverRuleSchema }),
  z.strictObject({ after: workflowDurationSchema, do: z.literal("reassign"), to: approverRuleSchema }),
  z.strictObject({ after: workflowDurationSchema, do: z.literal("notify"), to: approverRuleSchema }),
  z.strictObject({ after: workflowDurationSchema, do: z.literal("reject") }),
  z.strictObject({ after: workflowDurationSchema, do: z.literal("approve") }),
  z.strictObject({ after: workflowDurationSchema, do: z.literal("expire") }),
]);
export type Escalation = z.output<typeof escalationSchema>;

export const slaSchema = z.strictObject({
  due: workflowDurationSchema,
  /** Before the due time nothing is late: each is a length of time from the opening of the step. */
  remind: z.array(workflowDurationSchema).max(10).default([]),
  escalate: z.array(escalationSchema).max(10).default([]),
});

export const approvalStepSchema = z.strictObject({
  type: z.literal("approval"),
  ...common,
  assign: z.array(approverRuleSchema).min(1).max(50),
  strategy: tallyStrategySchema,
  sla: slaSchema.optional(),
  on: z.strictObject({
    APPROVED: workflowTargetSchema,
    REJECTED: workflowTargetSchema,
    /** Left out: the step cannot be sent back. */
    RETURNED: workflowTargetSchema.optional(),
    /** Left out: an expired step ends the instance as EXPIRED. */
    EXPIRED: workflowTargetSchema.optional(),
  }),
  onEmpty: z.enum(["ADMIN_RESCUE", "FALLBACK", "FAIL", "AUTO_APPROVE"]).default("ADMIN_RESCUE"),
  onNoDecision: z.enum(["ESCALATE", "REJECT", "FALLBACK"]).default("ESCALATE"),
  fallback: approverRuleSchema.optional(),
  selfApproval: z.enum(["MANAGER", "SKIP_IF_OTHERS", "ALLOW"]).default("MANAGER"),
  /** Four eyes: whoever decided in one of these has no seat here. */
  distinctFrom: z.array(workflowNameSchema).max(20).default([]),
  /** The weights of a person who is named more than once are added up instead of the highest taken. */
  combineWeights: z.boolean().default(false),
  resolve: z.enum(["AT_OPEN", "LIVE"]).default("AT_OPEN"),
  allowChange: z.boolean().default(false),
  /** Nobody who is acting (Plt, Plh) is asked, by whichever rule. */
  definitiveOnly: z.boolean().default(false),
  /** What a rejection, or also an approval, has to say why. */
  commentRequired: z.enum(["NEVER", "REJECT", "ALWAYS"]).default("REJECT"),
  onSubjectChange: z.enum(["BLOCK", "RESTART_STEP", "RESTART"]).default("BLOCK"),
});

export const actionStepSchema = z.strictObject({
  type: z.literal("action"),
  ...common,
  /** The registered action. */
  use: z.string().regex(/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/),
  with: z.record(z.string().min(1).max(64), workflowInputSchema).default({}),
  retry: z
    .strictObject({ max: z.int().min(0).max(20), backoff: workflowDurationSchema })
    .default({ max: 5, backoff: "PT10S" }),
  /** The action that takes it back when the instance is cancelled afterwards. */
  onCancel: z
    .string()
    .regex(/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/)
    .optional(),
  next: workflowTargetSchema,
});

export const conditionStepSchema = z.strictObject({
  type: z.literal("condition"),
  ...common,
  /** The first that is true leads on. */
  cases: z
    .array(z.strictObject({ when: workflowExpressionSchema, to: workflowTargetSchema }))
    .min(1)
    .max(50),
  else: workflowTargetSchema,
});

export const notificationStepSchema = z.strictObject({
  type: z.literal("notification"),
  ...common,
  template: z.string().min(1).max(64),
  to: z
    .array(z.union([workflowPersonSchema, approverRuleSchema]))
    .min(1)
    .max(50),
  next: workflowTargetSchema,
});

export const parallelStepSchema = z.strictObject({
  type: z.literal("parallel"),
  ...common,
  branches: z
    .record(
      workflowNameSchema,
      z.strictObject({
        start: workflowNameSchema,
        /** Taken only when true; of a parallel step whose branches are all left out the join is already reached. */
        when: workflowExpressionSchema.optional(),
      }),
    )
    .refine((branches) => Object.keys(branches).length >= 2, { error: "workflow.branches" })
    .refine((branches) => Object.keys(branches).length <= 50, { error: "workflow.branches" }),
  join: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("ALL") }),
      z.strictObject({ kind: z.literal("ANY"), others: z.enum(["CANCEL", "RECORD"]).default("CANCEL") }),
      z.strictObject({
        kind: z.literal("N"),
        count: z.int().min(1).max(50),
        others: z.enum(["CANCEL", "RECORD"]).default("CANCEL"),
      }),
    ])
    .default({ kind: "ALL" }),
  next: workflowTargetSchema,
});

export const subflowStepSchema = z.strictObject({
  type: z.literal("subflow"),
  ...common,
  /** The key of the definition; its version is the one active when the step runs. */
  workflow: z.string().min(1).max(64),
  with: z.record(workflowNameSchema, workflowInputSchema).default({}),
  on: z.strictObject({
    APPROVED: workflowTargetSchema,
    REJECTED: workflowTargetSchema,
    /** However else it ends; left out: an incident. */
    OTHER: workflowTargetSchema.optional(),
  }),
});

/** Waits for the first of several things: a message or a time. The others lose in the same transition. */
export const waitStepSchema = z.strictObject({
  type: z.literal("wait"),
  ...common,
  for: z
    .array(
      z.union([
        z.strictObject({ message: workflowNameSchema, to: workflowTargetSchema }),
        /** A length of time from now, or an instant or a date out of a field. */
        z.strictObject({
          until: z.union([workflowDurationSchema, z.strictObject({ cel: workflowExpressionSchema })]),
          to: workflowTargetSchema,
        }),
      ]),
    )
    .min(1)
    .max(20),
});

export const endStepSchema = z.strictObject({
  type: z.literal("end"),
  ...common,
  outcome: z.enum(["APPROVED", "REJECTED", "CANCELLED", "EXPIRED", "FAILED"]),
});

export const workflowStepSchema = z.discriminatedUnion("type", [
  approvalStepSchema,
  actionStepSchema,
  conditionStepSchema,
  notificationStepSchema,
  parallelStepSchema,
  subflowStepSchema,
  waitStepSchema,
  endStepSchema,
]);
export type WorkflowStep = z.output<typeof workflowStepSchema>;
export type WorkflowStepOf<Type extends WorkflowStep["type"]> = Extract<WorkflowStep, { type: Type }>;
