import { z } from "zod";
import { canOf, idSchema, instantSchema, pageInput, pageOf, searchTextSchema, text } from "../common.ts";
import { conditionSchema, permissionTextSchema, reasonSchema, rightsChange } from "./grant.ts";
import { resourceTypeSchema } from "./resource-permission.ts";

export const guardrailKinds = ["separation_of_duties", "legal_hold", "other"] as const;
export const guardrailStates = ["active", "upcoming", "expired", "ended"] as const;

export const createGuardrailInput = z.strictObject({
  kind: z.enum(guardrailKinds),
  name: text(200),
  /** What is forbidden to everybody: a code, or a wildcard over whole segments. */
  code: permissionTextSchema,
  /** Set when one thing alone is guarded. */
  resource: z.strictObject({ type: resourceTypeSchema, id: idSchema }).optional(),
  /** CEL: forbidden where it is true; one that cannot be answered forbids. */
  condition: conditionSchema.nullable().optional(),
  validFrom: instantSchema.nullable().optional(),
  validUntil: instantSchema.nullable().optional(),
  reason: reasonSchema,
  /** Answers what it would forbid, and writes nothing. */
  dryRun: z.boolean().default(false),
});
export type CreateGuardrailInput = z.input<typeof createGuardrailInput>;

export const guardrailIdInput = z.strictObject({ id: idSchema });
export type GuardrailIdInput = z.input<typeof guardrailIdInput>;
export const endGuardrailInput = z.strictObject({ id: idSchema, reason: reasonSchema.optional() });
export type EndGuardrailInput = z.input<typeof endGuardrailInput>;
export const listGuardrailsInput = z.strictObject({
  ...pageInput,
  kind: z.enum(guardrailKinds).optional(),
  state: z.enum(guardrailStates).optional(),
  /** Looks into name, code and reason. */
  q: searchTextSchema.optional(),
});
export type ListGuardrailsInput = z.input<typeof listGuardrailsInput>;

export const guardrailOutput = z.object({
  id: idSchema,
  kind: z.enum(guardrailKinds),
  name: z.string(),
  code: z.string(),
  resource: z.object({ type: z.string(), id: idSchema }).nullable(),
  condition: z.string().nullable(),
  validFrom: instantSchema.nullable(),
  validUntil: instantSchema.nullable(),
  reason: z.string().nullable(),
  state: z.enum(guardrailStates),
  createdAt: instantSchema,
  createdBy: idSchema.nullable(),
  createdByName: z.string().nullable(),
  endedAt: instantSchema.nullable(),
  can: canOf(["end"]),
});
export type Guardrail = z.infer<typeof guardrailOutput>;
export const guardrailPageOutput = pageOf(guardrailOutput).extend({ can: canOf(["create"]) });
export type GuardrailPage = z.infer<typeof guardrailPageOutput>;
export const guardrailChangeOutput = z.object({
  ...rightsChange,
  guardrail: guardrailOutput,
  /** The permissions that it forbids today. */
  permissions: z.array(z.string()),
});
export type GuardrailChange = z.infer<typeof guardrailChangeOutput>;
