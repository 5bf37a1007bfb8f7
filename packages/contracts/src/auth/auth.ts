import { z } from "zod";
import { permissionScopes } from "../access/permission-grammar.ts";
import { canOf, idSchema, instantSchema, localeSchema, pageInput, pageOf, text } from "../common.ts";
import { userAssignmentOutput, userStatusSchema } from "../organisation/user.ts";

export const loginInput = z.strictObject({
  /** E-mail, NIP or sign-in name; only with the local issuer. With Clerk the bearer token says who it is. */
  identifier: text(254).optional(),
  /** Code of the tenant, where the identifier is known in several. */
  tenant: text(64).optional(),
});
export type LoginInput = z.input<typeof loginInput>;

export const profileOutput = z.object({
  id: idSchema,
  name: z.string(),
  titlePrefix: z.string().nullable(),
  titleSuffix: z.string().nullable(),
  email: z.string().nullable(),
  nip: z.string().nullable(),
  status: userStatusSchema,
  locale: localeSchema,
  timeZone: z.string(),
});

export const tenantSummaryOutput = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: z.enum(["foundation", "platform"]),
});

export const loginOutput = z.object({
  token: z.string(),
  expiresAt: instantSchema,
  user: profileOutput,
  tenant: tenantSummaryOutput,
});
export type LoginResult = z.infer<typeof loginOutput>;

export const effectivePermissionOutput = z.object({
  code: z.string(),
  scope: z.enum(permissionScopes),
  schoolId: idSchema.nullable(),
  departmentId: idSchema.nullable(),
  layer: z.string(),
  until: instantSchema.nullable(),
});

export const meOutput = z.object({
  user: profileOutput,
  tenant: tenantSummaryOutput,
  sessionId: idSchema.nullable(),
  positions: z.array(userAssignmentOutput),
  /** Effective permissions: for menus only; every answer carries its own `can`. */
  permissions: z.array(effectivePermissionOutput),
  modules: z.array(z.string()),
  /** Schools that the caller may narrow to. */
  schools: z.array(z.object({ id: idSchema, code: z.string(), name: z.string(), timeZone: z.string() })),
  /** Somebody looks through this person's eyes; null when the caller is themselves. */
  impersonation: z
    .object({
      id: idSchema,
      by: z.object({ id: idSchema, name: z.string() }),
      reason: z.string(),
      expiresAt: instantSchema,
    })
    .nullable(),
  epoch: z.int(),
});
export type Me = z.infer<typeof meOutput>;

export const validateTokenOutput = z.object({
  valid: z.literal(true),
  userId: idSchema,
  tenantId: idSchema,
  sessionId: idSchema.nullable(),
  expiresAt: instantSchema,
});

export const refreshPermissionsOutput = z.object({ epoch: z.int(), permissions: z.array(effectivePermissionOutput) });

/** Whom a demo foundation offers to be. */
export const demoRoles = ["administrator", "principal", "teacher", "treasurer", "auditor", "operator"] as const;
export type DemoRole = (typeof demoRoles)[number];

export const authOptionsOutput = z.object({
  issuer: z.enum(["local", "clerk"]),
  /** Whom one may sign in as on a demo foundation; empty with Clerk or without demo data. */
  demoPeople: z.array(
    z.object({ identifier: z.string(), name: z.string(), role: z.enum(demoRoles), tenant: z.string() }),
  ),
});

export const sessionOutput = z.object({
  id: idSchema,
  source: z.enum(["local", "clerk"]),
  current: z.boolean(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  /** Some minutes behind; null until the first of these has passed. */
  lastSeenAt: instantSchema.nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export const listSessionsInput = z.strictObject({ ...pageInput });
export const sessionPageOutput = pageOf(sessionOutput);
export const sessionIdInput = z.strictObject({ id: idSchema });

/** Sessions of another person. */
export const listUserSessionsInput = z.strictObject({ id: idSchema, ...pageInput });
export const userSessionPageOutput = sessionPageOutput.extend({ can: canOf(["close"]) });
export const closeUserSessionInput = z.strictObject({ id: idSchema, sessionId: idSchema });
export const closeUserSessionsInput = z.strictObject({ id: idSchema });
/** How many were live until now. */
export const closedSessionsOutput = z.object({ closed: z.int() });

export const ticketInput = z.strictObject({ purpose: z.enum(["jobs", "files"]) });
export const ticketOutput = z.object({ ticket: z.string(), expiresAt: instantSchema, exchangePath: z.string() });
export const doneOutput = z.object({ done: z.literal(true) });
