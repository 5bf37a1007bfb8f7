import { z } from "zod";
import { idSchema, instantSchema } from "../common.ts";
import { permissionScopeSchema } from "./grant.ts";
import { checkPermissionInput } from "./question.ts";

export const explainPermissionInput = checkPermissionInput;
export type ExplainPermissionInput = z.input<typeof explainPermissionInput>;

/** What became of a grant, a delegation or a guardrail that names the permission. */
export const candidateStatuses = [
  "applies",
  "not_started",
  "expired",
  "condition",
  "acting",
  "other_resource",
  "out_of_scope",
  "not_delegable",
  "inert",
  "overridden",
] as const;
export type CandidateStatus = (typeof candidateStatuses)[number];

export const decisionReasons = [
  "allowed",
  "denied_by_rule",
  "no_rule",
  "forbidden",
  "tenant_inactive",
  "user_inactive",
  "unknown_permission",
  "other_tenant",
  "platform_only",
  "module_disabled",
  "outside_chosen_school",
  "impersonated",
  "system_actor",
] as const;

export const explainedLayers = ["GUARDRAIL", "DIRECT", "DELEGATION", "RESOURCE", "ROLE", "POSITION"] as const;

export const nearMissWords = [
  "wrong_place",
  "too_narrow",
  "expired",
  "not_started",
  "condition_false",
  "acting_only",
  "not_delegable",
  "delegator_lacks",
  "denied_by_rule",
  "forbidden",
  "no_grant",
] as const;

/** Null: it is gone, or the caller may not see what it is called. */
const named = z.object({ id: idSchema, name: z.string().nullable() });
const windowOutput = z.object({ from: instantSchema.nullable(), until: instantSchema.nullable() });
const resourceOutput = z.object({ type: z.string(), id: idSchema });
const reasonOutput = z.enum(decisionReasons);

export const explainedCandidateOutput = z.object({
  layer: z.enum(explainedLayers),
  status: z.enum(candidateStatuses),
  /** The status in words. */
  text: z.string(),
  /** The grant, the delegation or the guardrail. */
  ruleId: idSchema,
  effect: z.enum(["ALLOW", "DENY", "FORBID"]),
  codes: z.array(z.string()),
  scope: permissionScopeSchema.nullable(),
  school: named.nullable(),
  department: named.nullable(),
  resource: resourceOutput.nullable(),
  /** CEL. */
  condition: z.string().nullable(),
  window: windowOutput,
  /** Who was granted it. */
  subject: named.extend({ kind: z.enum(["user", "role", "position", "department"]) }).nullable(),
  assignmentId: idSchema.nullable(),
  /** By a position held as Plt or Plh. */
  acting: z.boolean(),
  /** From the role that was assigned up to the one that carries the grant. */
  rolePath: z.array(named),
  /** The delegation itself, then what it hands on. */
  delegations: z.array(windowOutput.extend({ id: idSchema, delegator: named, delegate: named })),
  /** What the delegator is answered. */
  delegatorAnswer: z.object({ allowed: z.boolean(), reason: reasonOutput, text: z.string() }).nullable(),
  grantedBy: named.nullable(),
  grantedAt: instantSchema.nullable(),
  /** Why it was granted, as whoever did it put it. */
  grantedFor: z.string().nullable(),
});
export type ExplainedRule = z.infer<typeof explainedCandidateOutput>;

export const nearMissOutput = z.object({
  kind: z.enum(nearMissWords),
  also: z.array(z.enum(nearMissWords)),
  text: z.string(),
  layer: z.enum(explainedLayers).nullable(),
  ruleId: idSchema.nullable(),
  needed: z.object({ scope: permissionScopeSchema, schools: z.array(named), departments: z.array(named) }).nullable(),
  held: z
    .object({
      scope: permissionScopeSchema,
      school: named.nullable(),
      department: named.nullable(),
      resource: resourceOutput.nullable(),
    })
    .nullable(),
  window: windowOutput.nullable(),
  condition: z.string().nullable(),
  delegator: named.nullable(),
});

/** So many people are named who could grant what is missing. */
export const grantorsMax = 10;

export const explainPermissionOutput = z.object({
  user: named,
  code: z.string(),
  /** What the permission is called. */
  title: z.string(),
  allowed: z.boolean(),
  reason: reasonOutput,
  layer: z.enum(explainedLayers).nullable(),
  /** The answer in a sentence. */
  text: z.string(),
  deciding: explainedCandidateOutput.nullable(),
  /** Guardrails, then the five layers, each with everything in it that names the permission. */
  layers: z.array(
    z.object({ layer: z.enum(explainedLayers), title: z.string(), candidates: z.array(explainedCandidateOutput) }),
  ),
  /** What would have to change, the least first. */
  nearMisses: z.array(nearMissOutput),
  /** Of those whom the caller may see, some who could grant it; none when it is allowed. */
  grantors: z.array(z.object({ id: idSchema, name: z.string(), by: z.enum(["permission:assign", "role:assign"]) })),
  epoch: z.int(),
  at: instantSchema,
});
export type PermissionExplanation = z.infer<typeof explainPermissionOutput>;
