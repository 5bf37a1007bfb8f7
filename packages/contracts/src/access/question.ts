import { z } from "zod";
import { effectivePermissionOutput } from "../auth/auth.ts";
import { idSchema, instantSchema, pageInput, pageOf, searchTextSchema, text } from "../common.ts";
import { permissionScopes } from "./permission-grammar.ts";
import { resourceTypeSchema } from "./resource-permission.ts";

/** So many questions in one round trip. */
export const questionsMax = 200;

/** Something that exists: whose it is and where it lies is looked up. */
const targetReference = z.strictObject({ type: resourceTypeSchema, id: idSchema });

/** Something as the caller describes it; what is left out is unknown, null and [] say that there is none. */
const describedTarget = z.strictObject({
  ownerId: idSchema.nullable().optional(),
  departmentIds: z.array(idSchema).max(50).optional(),
  schoolIds: z.array(idSchema).max(50).optional(),
  /** For grants about one thing. */
  resource: z.strictObject({ type: text(64), id: idSchema }).optional(),
  /** What conditions read of it. */
  attributes: z
    .record(text(64), z.union([z.string().max(400), z.number(), z.boolean(), z.null()]))
    .refine((attributes) => Object.keys(attributes).length <= 50, { error: "target.too_many_attributes" })
    .optional(),
});

/** "Everything in …": the whole of it must be covered. OWN: all that the person owns. */
export const regionSchema = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.literal("ALL") }),
  z.strictObject({ scope: z.literal("SCHOOL"), schoolId: idSchema }),
  z.strictObject({ scope: z.literal("DEPARTMENT"), departmentId: idSchema }),
  z.strictObject({ scope: z.literal("OWN") }),
]);
export type AskedRegion = z.output<typeof regionSchema>;

export const requestChannels = ["web", "api", "cli", "job"] as const;

const placeFields = {
  target: z.union([targetReference, describedTarget]).optional(),
  region: regionSchema.optional(),
};

/** With neither target nor region: is there any place at all where they may? For menus only. */
const questionFields = {
  /** `resource:action`, without wildcard or scope. */
  code: text(128),
  /** Whose rights; the caller's when left out. */
  userId: idSchema.optional(),
  ...placeFields,
  /** What conditions read of the request. */
  request: z
    .strictObject({ ip: z.union([z.ipv4(), z.ipv6()]).nullable(), channel: z.enum(requestChannels) })
    .optional(),
};

const onePlace = ({ target, region }: { target?: unknown; region?: unknown }) =>
  target === undefined || region === undefined;
const onePlaceRule = { error: "question.one_place", path: ["region"] };

/** When: left out is now. `atLeast`: an epoch that the answer must not be older than. */
const timeFields = {
  asOf: instantSchema.optional(),
  /** As of the moment that this epoch was reached, instead of a time. */
  asOfEpoch: z.int().min(0).optional(),
  atLeast: z.int().min(0).optional(),
};
const oneMoment = ({ asOf, asOfEpoch }: { asOf?: unknown; asOfEpoch?: unknown }) =>
  asOf === undefined || asOfEpoch === undefined;
const oneMomentRule = { error: "question.one_moment", path: ["asOfEpoch"] };

export const questionSchema = z.strictObject(questionFields).refine(onePlace, onePlaceRule);
export type Question = z.input<typeof questionSchema>;
export type ParsedQuestion = z.output<typeof questionSchema>;

export const checkPermissionInput = z
  .strictObject({ ...questionFields, ...timeFields })
  .refine(onePlace, onePlaceRule)
  .refine(oneMoment, oneMomentRule);
export type CheckPermissionInput = z.input<typeof checkPermissionInput>;

const answerFields = {
  allowed: z.boolean(),
  /** GUARDRAIL, or the layer that decided; null when nothing applied. */
  layer: z.string().nullable(),
  /** The grant, the delegation or the guardrail that decided. */
  ruleId: idSchema.nullable(),
  /** A decision's, or `user_not_found` and `target_not_found` among many. */
  reason: z.string(),
};

/** The state that was asked: its epoch, and the instant by the database's clock. */
const momentFields = { epoch: z.int(), at: instantSchema };

export const checkPermissionOutput = z.object({ ...answerFields, ...momentFields });
export type PermissionAnswer = z.infer<typeof checkPermissionOutput>;

export const validatePermissionsInput = z
  .strictObject({ questions: z.array(questionSchema).min(1).max(questionsMax), ...timeFields })
  .refine(oneMoment, oneMomentRule);
export type ValidatePermissionsInput = z.input<typeof validatePermissionsInput>;
/** In the order of the questions, all of one snapshot. */
export const validatePermissionsOutput = z.object({ answers: z.array(z.object(answerFields)), ...momentFields });
export type PermissionAnswers = z.infer<typeof validatePermissionsOutput>;

export const whoCanInput = z
  .strictObject({
    ...pageInput,
    limit: z.int().min(1).max(100).default(50),
    code: text(128),
    /** One thing … */
    type: resourceTypeSchema.optional(),
    id: idSchema.optional(),
    /** … or everything in a school or department. With none of them: everything there is. */
    schoolId: idSchema.optional(),
    departmentId: idSchema.optional(),
    atLeast: z.int().min(0).optional(),
  })
  .refine(({ type, id }) => (type === undefined) === (id === undefined), {
    error: "question.type_and_id",
    path: ["id"],
  })
  .refine(
    ({ type, schoolId, departmentId }) => [type, schoolId, departmentId].filter(Boolean).length <= 1,
    onePlaceRule,
  );
export type WhoCanInput = z.input<typeof whoCanInput>;

export const permissionSourceOutput = z.object({
  kind: z.enum(["user", "role", "position", "department", "delegation"]),
  /** The person, role, position or department that was granted it; of a delegation the delegator. */
  id: idSchema,
  name: z.string().nullable(),
});
export type PermissionSource = z.infer<typeof permissionSourceOutput>;

/** A page may be shorter than asked for, or empty, and yet not be the last. */
export const whoCanOutput = pageOf(
  z.object({
    user: z.object({ id: idSchema, name: z.string() }),
    layer: z.string(),
    ruleId: idSchema.nullable(),
    source: permissionSourceOutput.nullable(),
  }),
).extend(momentFields);
export type WhoCanPage = z.infer<typeof whoCanOutput>;

export const listUserPermissionsInput = z
  .strictObject({
    id: idSchema,
    ...pageInput,
    module: text(60).optional(),
    /** Part of a code. */
    q: searchTextSchema.optional(),
    scope: z.enum(permissionScopes).optional(),
    ...timeFields,
  })
  .refine(oneMoment, oneMomentRule);
export type ListUserPermissionsInput = z.input<typeof listUserPermissionsInput>;

export const userPermissionsOutput = pageOf(
  effectivePermissionOutput.extend({
    module: z.string().nullable(),
    /** Set when it holds for one thing only. */
    resource: z.object({ type: z.string(), id: idSchema }).nullable(),
    /** Null: there is none, it is gone, or the caller may not see what it is called. */
    schoolName: z.string().nullable(),
    departmentName: z.string().nullable(),
    /** Where it comes from. */
    source: z.object({
      ruleId: idSchema,
      roleId: idSchema.nullable(),
      roleName: z.string().nullable(),
      positionId: idSchema.nullable(),
      positionName: z.string().nullable(),
      assignmentId: idSchema.nullable(),
      delegationId: idSchema.nullable(),
      delegatorId: idSchema.nullable(),
      delegatorName: z.string().nullable(),
    }),
    /** A DENY, a guardrail or a condition takes something out of it. */
    limited: z.boolean(),
  }),
).extend(momentFields);
export type UserPermissions = z.infer<typeof userPermissionsOutput>;

/** Of one person, or of everybody when left out. */
export const refreshCacheInput = z.strictObject({ userId: idSchema.optional() });
export type RefreshCacheInput = z.input<typeof refreshCacheInput>;
export const refreshCacheOutput = z.object({ epoch: z.int(), dropped: z.int() });
export type CacheRefreshed = z.infer<typeof refreshCacheOutput>;
