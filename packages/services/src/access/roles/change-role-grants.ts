import {
  type ChangeRoleGrantsInput,
  changeRoleGrantsInput,
  type EndRoleGrantInput,
  endRoleGrantInput,
  type GrantChange,
  type GrantToRoleInput,
  grantToRoleInput,
  type RoleGrantsChange,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { grants } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, isNull, sql } from "drizzle-orm";
import { assertVersion, parseInput, type Services, type VerbTransaction } from "../../platform/index.ts";
import {
  changeRights,
  type KnownPermissions,
  loadKnownPermissions,
  nowhere,
  permissionsNamedBy,
} from "../escalation/index.ts";
import { closeGrants } from "../grants/close-grants.ts";
import { closeGrant } from "../grants/end-grant.ts";
import { type GrantDataRow, loadGrants, toGrant } from "../grants/grant-queries.ts";
import { openGrants } from "../grants/open-grants.ts";
import { loadPlaces } from "../grants/subject-places.ts";
import { assertChangeable, lockRole, noteRoleChange, type RoleDataRow, roleTarget } from "./role-queries.ts";

interface RoleSeen {
  readonly id: string;
  readonly version?: number | undefined;
}

/** A role that is about to change, locked, after the caller was asked for the right to. */
async function lockForGrants(tx: VerbTransaction, access: Access, { id, version }: RoleSeen): Promise<RoleDataRow> {
  access.assert("permission:assign", roleTarget({ tenantId: tx.tenantId, id }));
  const role = await lockRole(tx, id);
  assertChangeable(role);
  assertVersion("role.version_conflict", version, role);
  return role;
}

async function placeOf(tx: VerbTransaction, role: RoleDataRow) {
  const subject = { kind: "role" as const, id: role.id, name: role.name };
  return { subject, places: await loadPlaces(tx, "role", role.id), anchor: nowhere };
}

/**
 * Grants a role something, or denies it, for all who have it or a role that takes over from it. The caller must hold it
 * wherever they do.
 *
 * Errors: `access.denied`, `role.not_found`, `role.system_protected`, `role.version_conflict` and those of opening a
 * grant.
 */
export async function grantToRole(
  services: Services,
  ctx: TenantContext,
  input: GrantToRoleInput,
): Promise<GrantChange> {
  const wanted = parseInput(grantToRoleInput, input);
  return changeRights(services, ctx, wanted, async (tx, access) => {
    const role = await lockForGrants(tx, access, wanted);
    const [known, place] = [await loadKnownPermissions(tx), await placeOf(tx, role)];
    const { rows, permissions } = await openGrants(tx, access, known, place, [wanted]);
    await noteRoleChange(tx, role.id);
    const [shown] = await loadGrants(
      tx,
      rows.map(({ id }) => id),
    );
    if (shown === undefined) throw new Error("insert returned no row");
    return { grant: toGrant(shown, access), permissions: permissions[0] ?? [] };
  });
}

/** Takes one grant from a role. Errors: `grant.not_found` for one of another role, and those of {@link endGrant}. */
export async function endRoleGrant(
  services: Services,
  ctx: TenantContext,
  input: EndRoleGrantInput,
): Promise<GrantChange> {
  const wanted = parseInput(endRoleGrantInput, input);
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("permission:assign", roleTarget({ tenantId: tx.tenantId, id: wanted.id }));
    await lockRole(tx, wanted.id);
    const { reason, version, id: roleId } = wanted;
    return closeGrant(tx, access, wanted.permId, { reason, version, roleId });
  });
}

/**
 * Adds and ends many grants of a role at once, all or none, and answers the difference.
 *
 * Errors: those of {@link grantToRole} and {@link endRoleGrant}.
 */
export async function changeRoleGrants(
  services: Services,
  ctx: TenantContext,
  input: ChangeRoleGrantsInput,
): Promise<RoleGrantsChange> {
  const wanted = parseInput(changeRoleGrantsInput, input);
  return changeRights(services, ctx, wanted, async (tx, access) => {
    const before = await lockForGrants(tx, access, wanted);
    const [known, place] = [await loadKnownPermissions(tx), await placeOf(tx, before)];
    const open = await openGrantsOf(tx, before.id);
    const leaving = wanted.end.map((id) => {
      const row = open.find((one) => one.id === id.toLowerCase());
      if (row === undefined) throw new AppError("grant.not_found", { grantId: id });
      return row;
    });
    // Ended first, so that a grant may be replaced by one that says the same with another window.
    const ended = await closeGrants(tx, access, known, place, [...new Set(leaving)], wanted.reason);
    const reason = wanted.reason ?? null;
    const { rows } = await openGrants(
      tx,
      access,
      known,
      place,
      wanted.add.map((grant, place) => ({ ...grant, line: `add.${place}`, reason: grant.reason ?? reason })),
    );
    const role = ended.length + rows.length > 0 ? await noteRoleChange(tx, before.id) : before;
    const shown = async (list: readonly GrantDataRow[]) =>
      (
        await loadGrants(
          tx,
          list.map(({ id }) => id),
        )
      ).map((grant) => toGrant(grant, access));
    return {
      role: { id: role.id, code: role.code, name: role.name, version: role.version },
      added: await shown(rows),
      ended: await shown(ended),
      difference: differenceOf(known, open, [...open.filter((row) => !leaving.includes(row)), ...rows]),
    };
  });
}

function openGrantsOf(tx: VerbTransaction, roleId: string): Promise<GrantDataRow[]> {
  return tx.db
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.tenantId, tx.tenantId),
        eq(grants.subjectKind, "role"),
        eq(grants.subjectId, roleId),
        isNull(grants.endedAt),
        sql`(${grants.validUntil} is null or ${grants.validUntil} > now())`,
      ),
    );
}

function differenceOf(known: KnownPermissions, before: readonly GrantDataRow[], after: readonly GrantDataRow[]) {
  const [had, has] = [allowedBy(known, before), allowedBy(known, after)];
  return { gained: missingIn(had, has), lost: missingIn(has, had) };
}

function allowedBy(known: KnownPermissions, rows: readonly GrantDataRow[]): ReadonlySet<string> {
  const allows = rows.filter(({ effect, resourceId }) => effect === "ALLOW" && resourceId === null);
  return new Set(allows.flatMap(({ code, scope }) => permissionsNamedBy(known, code).map((one) => `${one} ${scope}`)));
}

function missingIn(some: ReadonlySet<string>, of: ReadonlySet<string>): { code: string; scope: string }[] {
  return [...of]
    .filter((one) => !some.has(one))
    .sort()
    .map((one) => {
      const [code = "", scope = ""] = one.split(" ");
      return { code, scope };
    });
}
