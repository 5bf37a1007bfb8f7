import { z } from "zod";
import { idSchema, instantSchema, pageInput, pageOf } from "../common.ts";
import { delegateInput, revokeDelegationInput } from "./delegation.ts";
import { createGrantInput, endGrantInput, permissionScopeSchema } from "./grant.ts";
import { updateModuleInput } from "./module.ts";
import { checkPermissionOutput, questionSchema } from "./question.ts";
import {
  assignRoleInput,
  changeRoleHierarchyInput,
  endRoleGrantInput,
  grantToRoleInput,
  removeRoleInput,
} from "./role.ts";

/** So many changes, and so many questions about what comes of them. */
export const simulatedChangesMax = 20;
export const simulatedQuestionsMax = 50;

const dry = { dryRun: true } as const;
const kind = <const Kind extends string>(word: Kind) => ({ kind: z.literal(word) });

/** What the verbs take that would really make each change. */
export const simulatedChangeSchema = z.discriminatedUnion("kind", [
  assignRoleInput.omit(dry).extend(kind("role_assign")),
  removeRoleInput.omit(dry).extend(kind("role_remove")),
  grantToRoleInput.omit(dry).extend(kind("role_grant_add")),
  endRoleGrantInput.omit(dry).extend(kind("role_grant_end")),
  changeRoleHierarchyInput.omit({ dryRun: true, action: true }).extend(kind("role_edge_add")),
  changeRoleHierarchyInput.omit({ dryRun: true, action: true }).extend(kind("role_edge_remove")),
  createGrantInput.omit(dry).extend(kind("grant_add")),
  endGrantInput.omit(dry).extend(kind("grant_end")),
  delegateInput.omit(dry).extend(kind("delegation_add")),
  revokeDelegationInput.omit(dry).extend(kind("delegation_revoke")),
  z.strictObject({ id: idSchema, ...kind("user_suspend") }),
  updateModuleInput.pick({ id: true }).extend({ isEnabled: z.boolean(), ...kind("module_switch") }),
]);
export type SimulatedChange = z.output<typeof simulatedChangeSchema>;

export const simulatePermissionsInput = z.strictObject({
  ...pageInput,
  /** In the order in which they would be made, all or none. */
  changes: z.array(simulatedChangeSchema).max(simulatedChangesMax),
  /** Asked before and after. */
  questions: z.array(questionSchema).max(simulatedQuestionsMax).default([]),
  atLeast: z.int().min(0).optional(),
});
export type SimulatePermissionsInput = z.input<typeof simulatePermissionsInput>;

/** One right of a person that is there on one side of the changes alone. */
export const simulatedRightOutput = z.object({
  code: z.string(),
  scope: permissionScopeSchema,
  schoolId: idSchema.nullable(),
  departmentId: idSchema.nullable(),
  resource: z.object({ type: z.string(), id: idSchema }).nullable(),
  layer: z.string(),
  /** Something is taken out of it. */
  limited: z.boolean(),
  until: instantSchema.nullable(),
});
export type SimulatedRight = z.infer<typeof simulatedRightOutput>;

const answerOutput = checkPermissionOutput.omit({ epoch: true, at: true });

/**
 * The people whom the changes reach, of those about whom the caller may ask, a page at a time; `total` counts them.
 * On a page stand only those for whom something changes.
 */
export const simulatePermissionsOutput = pageOf(
  z.object({
    user: z.object({ id: idSchema, name: z.string() }),
    gains: z.array(simulatedRightOutput),
    loses: z.array(simulatedRightOutput),
  }),
).extend({
  total: z.int(),
  answers: z.array(z.object({ before: answerOutput, after: answerOutput })),
  /** The epoch that the changes were tried on. */
  epoch: z.int(),
  at: instantSchema,
});
export type PermissionSimulation = z.infer<typeof simulatePermissionsOutput>;
