import { AppError, newId } from "@gloria/core";
import { roleAssignments, roles, type TenantTransaction, users } from "@gloria/db";
import { and, asc, count, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { gainsOfRole } from "../../access/index.ts";
import { assertAdministratorRemains } from "../../organisation/index.ts";
import {
  assertMayGive,
  nowhere,
  readInTenant,
  recordAudit,
  type Services,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { applyScimPatch } from "./apply-scim-patch.ts";
import { parseScimFilter, type ScimFilter } from "./parse-scim-filter.ts";
import type { ScimCaller, ScimPage } from "./scim-caller.ts";
import { attributeIn, groupSchema, isScimObject, listSchema, type ScimObject } from "./scim-names.ts";

type RoleRow = Pick<typeof roles.$inferSelect, "id" | "name" | "version" | "createdAt" | "updatedAt">;
type Members = readonly { readonly userId: string; readonly roleId: string; readonly name: string }[];

/** The roles that an administrator has opened for provisioning. Errors: `scim.invalid_filter`. */
export async function listScimGroups(
  services: Services,
  caller: ScimCaller,
  page: ScimPage,
  withMembers: boolean,
): Promise<ScimObject> {
  const filter = page.filter === null ? null : parseScimFilter(page.filter);
  return readInTenant(services, caller.ctx, async (tx) => {
    (await tx.access).assert("role:read");
    const wanted = and(provisioned(tx), filter === null ? undefined : conditionOf(filter));
    const [[counted], found] = await Promise.all([
      tx.db.select({ total: count() }).from(roles).where(wanted),
      page.count === 0
        ? []
        : tx.db
            .select()
            .from(roles)
            .where(wanted)
            .orderBy(asc(roles.createdAt), asc(roles.id))
            .limit(page.count)
            .offset(page.startIndex - 1),
    ]);
    const members = withMembers
      ? await listMembers(
          tx,
          found.map((role) => role.id),
        )
      : null;
    return {
      schemas: [listSchema],
      totalResults: counted?.total ?? 0,
      startIndex: page.startIndex,
      itemsPerPage: found.length,
      Resources: found.map((role) => toScimGroup(role, members, caller.baseUrl)),
    };
  });
}

/** Errors: `role.not_found`. */
export async function getScimGroup(
  services: Services,
  caller: ScimCaller,
  id: string,
  withMembers: boolean,
): Promise<ScimObject> {
  return readInTenant(services, caller.ctx, async (tx) => {
    (await tx.access).assert("role:read");
    const role = await findRole(tx, id);
    return toScimGroup(role, withMembers ? await listMembers(tx, [id]) : null, caller.baseUrl);
  });
}

/**
 * Groups are made by an administrator, as roles: a provider that pushes one is told which it may join to.
 *
 * Errors: `role.code_in_use` when there is a group of this name, `scim.group_not_provisioned` otherwise.
 */
export async function createScimGroup(services: Services, caller: ScimCaller, resource: ScimObject): Promise<never> {
  const name = String(attributeIn(resource, "displayName") ?? "");
  return readInTenant(services, caller.ctx, async (tx) => {
    (await tx.access).assert("role:read");
    const [known] = await tx.db
      .select({ id: roles.id })
      .from(roles)
      .where(and(provisioned(tx), sql`lower(${roles.name}) = lower(${name})`))
      .limit(1);
    throw new AppError(known === undefined ? "scim.group_not_provisioned" : "role.code_in_use");
  });
}

/**
 * PUT and PATCH: who has the role. Only assignments over no school or department are the provider's; it hands out
 * nothing that the maker of its token does not hold, lifts nothing that the role denies them, and does not take the last administrator away.
 *
 * Errors: `role.not_found`, `scim.invalid_value`, `scim.mutability`, `access.escalation`, `access.last_administrator`.
 */
export async function changeScimGroup(
  services: Services,
  caller: ScimCaller,
  id: string,
  change: { readonly kind: "replace" | "patch"; readonly body: ScimObject },
): Promise<ScimObject> {
  return writeInTenant(services, caller.ctx, async (tx) => {
    await tx.lockEpoch();
    (await tx.access).assert("role:assign");
    const role = await findRole(tx, id);
    const before = await listMembers(tx, [id]);
    const wanted =
      change.kind === "replace" ? change.body : applyScimPatch(toScimGroup(role, before, caller.baseUrl), change.body);
    const name = attributeIn(wanted, "displayName");
    if (name !== undefined && name !== role.name) throw new AppError("scim.mutability", { path: "displayName" });
    const had = new Set(before.map((member) => member.userId));
    // A PUT that says nothing of members is about something else.
    const isSilent = change.kind === "replace" && attributeIn(wanted, "members") === undefined;
    const members = isSilent ? [...had] : memberIds(wanted);
    const added = members.filter((userId) => !had.has(userId));
    const gone = [...had].filter((userId) => !members.includes(userId));
    if (added.length > 0) await assign(services, tx, caller, role, added);
    if (gone.length > 0) await unassign(services, tx, caller, role, gone);
    return toScimGroup(role, await listMembers(tx, [id]), caller.baseUrl);
  });
}

async function assign(
  services: Services,
  tx: VerbTransaction,
  caller: ScimCaller,
  role: RoleRow,
  userIds: readonly string[],
): Promise<void> {
  const [makers, gains, people] = await Promise.all([
    services.permissions.accessOfUser(tx, caller.createdBy),
    gainsOfRole(tx, role.id, "ALLOW", [nowhere]),
    tx.db
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, [...userIds]), isNull(users.deletedAt))),
  ]);
  await assertMayGive(tx, makers, gains);
  if (people.length !== userIds.length) throw new AppError("scim.invalid_value", { path: "members" });
  await tx.db.insert(roleAssignments).values(
    people.map((person) => ({
      tenantId: tx.tenantId,
      id: newId(),
      userId: person.id,
      roleId: role.id,
      reason: `scim: ${caller.tokenId}`,
    })),
  );
  for (const person of people) await auditMember(tx, "role.assign", role, person);
}

/** What the role denies, people without it may do again: that must be the maker's, too. */
async function unassign(
  services: Services,
  tx: VerbTransaction,
  caller: ScimCaller,
  role: RoleRow,
  userIds: readonly string[],
): Promise<void> {
  const makers = await services.permissions.accessOfUser(tx, caller.createdBy);
  await assertMayGive(tx, makers, await gainsOfRole(tx, role.id, "DENY", [nowhere]));
  await tx.db
    .update(roleAssignments)
    .set({ endedAt: sql`now()` })
    .where(and(running(tx), eq(roleAssignments.roleId, role.id), inArray(roleAssignments.userId, [...userIds])));
  await assertAdministratorRemains(tx);
  for (const id of userIds) await auditMember(tx, "role.unassign", role, { id });
}

function auditMember(
  tx: VerbTransaction,
  action: "role.assign" | "role.unassign",
  role: RoleRow,
  person: { readonly id: string; readonly name?: string },
): Promise<void> {
  return recordAudit(tx, action, {
    entity: { type: "user", id: person.id, ...(person.name === undefined ? {} : { label: person.name }) },
    targets: [{ type: "role", id: role.id, label: role.name }],
  });
}

function provisioned(tx: TenantTransaction): SQL | undefined {
  return and(eq(roles.tenantId, tx.tenantId), eq(roles.isProvisioned, true), isNull(roles.deletedAt));
}

async function findRole(tx: TenantTransaction, id: string): Promise<RoleRow> {
  const [role] = await tx.db
    .select()
    .from(roles)
    .where(and(provisioned(tx), eq(roles.id, id)));
  if (role === undefined) throw new AppError("role.not_found");
  return role;
}

/** Assignments that hold now, over the whole foundation: those are the provider's. */
function running(tx: TenantTransaction): SQL | undefined {
  return and(
    eq(roleAssignments.tenantId, tx.tenantId),
    isNull(roleAssignments.endedAt),
    isNull(roleAssignments.schoolId),
    isNull(roleAssignments.departmentId),
    sql`(${roleAssignments.validUntil} is null or ${roleAssignments.validUntil} > now())`,
  );
}

async function listMembers(tx: TenantTransaction, roleIds: readonly string[]): Promise<Members> {
  if (roleIds.length === 0) return [];
  return tx.db
    .selectDistinct({ userId: roleAssignments.userId, roleId: roleAssignments.roleId, name: users.name })
    .from(roleAssignments)
    .innerJoin(users, and(eq(users.tenantId, roleAssignments.tenantId), eq(users.id, roleAssignments.userId)))
    .where(and(running(tx), inArray(roleAssignments.roleId, [...roleIds]), isNull(users.deletedAt)))
    .orderBy(asc(users.name), asc(roleAssignments.userId));
}

function toScimGroup(role: RoleRow, members: Members | null, baseUrl: string): ScimObject {
  return {
    schemas: [groupSchema],
    id: role.id,
    displayName: role.name,
    ...(members === null
      ? {}
      : {
          members: members
            .filter((member) => member.roleId === role.id)
            .map(({ userId, name }) => ({
              value: userId,
              display: name,
              type: "User",
              $ref: `${baseUrl}/Users/${userId}`,
            })),
        }),
    meta: {
      resourceType: "Group",
      created: role.createdAt.toISOString(),
      lastModified: role.updatedAt.toISOString(),
      location: `${baseUrl}/Groups/${role.id}`,
      version: `W/"${role.version}"`,
    },
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function memberIds(resource: ScimObject): string[] {
  const members = attributeIn(resource, "members") ?? [];
  if (!Array.isArray(members)) throw new AppError("scim.invalid_value", { path: "members" });
  const ids = members.map((member: unknown) => {
    const value = isScimObject(member) ? attributeIn(member, "value") : undefined;
    if (typeof value !== "string" || !uuid.test(value)) throw new AppError("scim.invalid_value", { path: "members" });
    return value.toLowerCase();
  });
  return [...new Set(ids)];
}

/** By name or id, which is all that providers look for. @throws AppError `scim.invalid_filter` */
function conditionOf(filter: ScimFilter): SQL {
  if (filter.kind === "and" || filter.kind === "or") {
    const [left, right] = filter.parts;
    return sql`(${conditionOf(left)} ${sql.raw(filter.kind)} ${conditionOf(right)})`;
  }
  if (filter.kind !== "compare" || filter.operator !== "eq") throw new AppError("scim.invalid_filter");
  if (filter.attribute === "displayname") return sql`lower(${roles.name}) = lower(${String(filter.value)})`;
  if (filter.attribute === "id") return sql`${roles.id}::text = ${String(filter.value).toLowerCase()}`;
  // Nothing of a provider's own is kept of a group.
  if (filter.attribute === "externalid") return sql`false`;
  throw new AppError("scim.invalid_filter");
}
