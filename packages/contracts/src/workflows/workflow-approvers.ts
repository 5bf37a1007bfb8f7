import { z } from "zod";
import { idSchema } from "../common.ts";
import { workflowExpressionSchema, workflowNameSchema } from "./workflow-fields.ts";

/** Whom a rule starts from: the requester, or the person in a field of the form. */
export const workflowPersonSchema = z.union([
  z.literal("@requester"),
  z.string().regex(/^@field:[a-zA-Z][a-zA-Z0-9_]{0,47}$/),
]);

const weighing = {
  /** Of each seat that the rule opens. */
  weight: z.int().min(1).max(1000).default(1),
  /** Their rejection rejects at once, and nothing is approved early without them. */
  veto: z.boolean().default(false),
  /** The chair breaks a tie where the strategy says so. */
  chair: z.boolean().default(false),
};
const codeText = z.string().min(1).max(64);

/** Who is asked. Codes of positions, departments and roles resolve in the instance's school, then tenant-wide. */
export const approverRuleSchema = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("user"), id: idSchema, ...weighing }),
  z.strictObject({
    by: z.literal("position"),
    id: codeText,
    /** One seat for each holder, or one for the first of them. */
    holders: z.enum(["ALL", "FIRST"]).default("ALL"),
    /** Plt and Plh are not asked. */
    definitiveOnly: z.boolean().default(false),
    ...weighing,
  }),
  z.strictObject({ by: z.literal("role"), id: codeText, ...weighing }),
  z.strictObject({
    by: z.literal("department"),
    id: codeText,
    role: z.enum(["head", "members"]).default("head"),
    ...weighing,
  }),
  z.strictObject({
    by: z.literal("managerChain"),
    of: workflowPersonSchema.default("@requester"),
    /** The holder of the position so many steps up the reports-to line. */
    levels: z.int().min(1).max(10).optional(),
    /** Or everybody on that line up to the first position of at least this grade. */
    untilGrade: z.int().min(1).max(100).optional(),
    ...weighing,
  }),
  /** Whom the requester named in a field of type `person`. */
  z.strictObject({ by: z.literal("field"), id: workflowNameSchema, ...weighing }),
  /** CEL whose value is an id or a list of them. */
  z.strictObject({ by: z.literal("expr"), expr: workflowExpressionSchema, ...weighing }),
  /** Whom the last one to approve an earlier step chose. */
  z.strictObject({ by: z.literal("previousApproverChoice"), step: workflowNameSchema, ...weighing }),
]);
export type ApproverRule = z.output<typeof approverRuleSchema>;

const rejectRule = {
  /** `WAIT_ALL` holds the verdict back until everybody has spoken; it never changes which one it is. */
  rejectRule: z.enum(["AT_ONCE", "WAIT_ALL"]).default("AT_ONCE"),
};

/** How votes become a verdict. */
export const tallyStrategySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ALL"), ...rejectRule }),
  z.strictObject({ kind: z.literal("ANY"), ...rejectRule }),
  z.strictObject({ kind: z.literal("QUORUM"), count: z.int().min(1).max(500), ...rejectRule }),
  z.strictObject({
    kind: z.literal("MAJORITY"),
    tie: z.enum(["REJECT", "APPROVE", "CHAIR"]).default("REJECT"),
    ...rejectRule,
  }),
  z
    .strictObject({
      kind: z.literal("WEIGHTED"),
      /** Percent of the weight that does not abstain. */
      threshold: z.int().min(1).max(100).optional(),
      /** Or points, whatever abstains. */
      points: z.int().min(1).max(500_000).optional(),
      ...rejectRule,
    })
    .refine(({ threshold, points }) => (threshold === undefined) !== (points === undefined), {
      error: "workflow.threshold_or_points",
    }),
]);
export type TallyStrategy = z.output<typeof tallyStrategySchema>;
