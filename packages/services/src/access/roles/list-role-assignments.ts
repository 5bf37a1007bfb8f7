import {
  type ListRoleHoldersInput,
  type ListUserRolesInput,
  listRoleHoldersInput,
  listUserRolesInput,
  type Page,
  type RoleAssignment,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { roleAssignments, type TenantTransaction, users } from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { findUserTarget, loadUserTargets, visibleUsers } from "../../organisation/index.ts";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { stateSql } from "../grants/grant-queries.ts";
import { type ShownRoleAssignment, selectRoleAssignments, toRoleAssignment } from "./role-assignment-queries.ts";
import { loadRole, roleTarget } from "./role-queries.ts";

const sort = "-createdAt";

export interface RoleAssignmentPage extends Page<RoleAssignment> {
  readonly can: { readonly assign: boolean };
}

interface Wanted {
  readonly limit: number;
  readonly after: readonly [string, string] | null;
  readonly state?: RoleAssignment["state"] | undefined;
}

/**
 * A person's roles, the latest first, ended ones too. About oneself always, about another with `role:read` over them.
 *
 * Errors: `access.denied`, `user.not_found`.
 */
export async function listUserRoles(
  services: Services,
  ctx: TenantContext,
  input: ListUserRolesInput,
): Promise<RoleAssignmentPage> {
  const wanted = parseInput(listUserRolesInput, input);
  const after = decodeCursor(wanted.cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const isOwn = access.userId === wanted.userId.toLowerCase();
    if (!isOwn) access.assert("role:read");
    const target = await findUserTarget(tx, wanted.userId);
    if (!isOwn) access.assert("role:read", target);
    const rows = await readPage(tx, { ...wanted, after }, eq(roleAssignments.userId, wanted.userId));
    return {
      ...pageOf(rows, wanted.limit, (row) => toRoleAssignment(row, access, target)),
      can: { assign: access.can("role:assign", target) },
    };
  });
}

/** Who has a role, as far as the caller may see people, the latest first. Errors: `access.denied`, `role.not_found`. */
export async function listRoleHolders(
  services: Services,
  ctx: TenantContext,
  input: ListRoleHoldersInput,
): Promise<RoleAssignmentPage> {
  const wanted = parseInput(listRoleHoldersInput, input);
  const after = decodeCursor(wanted.cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("role:read");
    const { role } = await loadRole(tx, wanted.id);
    access.assert("role:read", roleTarget(role));
    const rows = await readPage(
      tx,
      { ...wanted, after },
      and(eq(roleAssignments.roleId, role.id), visibleUsers(access)),
    );
    const targets = await targetsOf(tx, rows);
    return {
      ...pageOf(rows, wanted.limit, (row) => toRoleAssignment(row, access, targets.get(row.userId) ?? {})),
      can: { assign: access.can("role:assign") },
    };
  });
}

function readPage(tx: TenantTransaction, wanted: Wanted, which: SQL | undefined): Promise<ShownRoleAssignment[]> {
  const { after } = wanted;
  return selectRoleAssignments(tx)
    .where(
      and(
        eq(roleAssignments.tenantId, tx.tenantId),
        which,
        wanted.state === undefined ? undefined : sql`${stateSql('"gloria"."role_assignments"')} = ${wanted.state}`,
        after === null
          ? undefined
          : sql`(${roleAssignments.createdAt}, ${roleAssignments.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(roleAssignments.createdAt), desc(roleAssignments.id))
    .limit(wanted.limit + 1);
}

function pageOf(
  rows: readonly ShownRoleAssignment[],
  limit: number,
  toItem: (row: ShownRoleAssignment) => RoleAssignment,
) {
  return pageFrom(rows, limit, toItem, (row) => ({ sort, after: [row.createdAt, row.id] }));
}

async function targetsOf(
  tx: TenantTransaction,
  rows: readonly ShownRoleAssignment[],
): Promise<ReadonlyMap<string, Target>> {
  const ids = [...new Set(rows.map(({ userId }) => userId))];
  if (ids.length === 0) return new Map();
  const people = await tx.db
    .select({ id: users.id, homeSchoolId: users.homeSchoolId })
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, ids)));
  return loadUserTargets(tx, people);
}
