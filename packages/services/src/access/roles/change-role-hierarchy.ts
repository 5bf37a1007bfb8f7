import {
  type ChangeRoleHierarchyInput,
  changeRoleHierarchyInput,
  type RoleHierarchyChange,
  roleChainMax,
} from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { roleEdges } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, isNull, sql } from "drizzle-orm";
import { assertVersion, parseInput, recordAudit, type Services, type VerbTransaction } from "../../platform/index.ts";
import { assertMayGive, changeRights, keepAdministrator, loadKnownPermissions } from "../escalation/index.ts";
import { loadPlaces } from "../grants/subject-places.ts";
import { judgeStep, loadHierarchy } from "./hierarchy-queries.ts";
import { type CarriedGrant, gainsOfCarried, loadCarriedGrants, permissionsOf } from "./role-chain.ts";
import { assertChangeable, lockRole, noteRoleChange, type RoleDataRow, roleTarget } from "./role-queries.ts";

type EdgeRow = typeof roleEdges.$inferSelect;

/**
 * Lets a role take over what another may do, or no more. To add, the caller must hold all that the parent carries
 * wherever people have the role; to remove one that denies something, all that it denies.
 *
 * Errors: `access.denied`, `role.not_found`, `role.system_protected`, `role.version_conflict`, `role.cycle` with the way
 * round, `role.too_deep`, `role.edge_exists`, `role.edge_not_found`, `access.escalation`, `access.last_administrator`.
 */
export async function changeRoleHierarchy(
  services: Services,
  ctx: TenantContext,
  input: ChangeRoleHierarchyInput,
): Promise<RoleHierarchyChange> {
  const wanted = parseInput(changeRoleHierarchyInput, input);
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("role:update", roleTarget({ tenantId: tx.tenantId, id: wanted.id }));
    const child = await lockRole(tx, wanted.id);
    assertChangeable(child);
    assertVersion("role.version_conflict", wanted.version, child);
    const parent = await lockRole(tx, wanted.parentId);
    const edge = await findEdge(tx, child, parent);
    const known = await loadKnownPermissions(tx);
    const carried = await loadCarriedGrants(tx, parent.id);
    if (wanted.action === "add") {
      await assertFits(tx, child, parent);
      if (edge?.inherit === wanted.inherit) {
        throw new AppError("role.edge_exists", { child: child.code, parent: parent.code });
      }
    } else if (edge === null) {
      throw new AppError("role.edge_not_found", { child: child.code, parent: parent.code });
    }
    const inherits = { before: edge?.inherit ?? false, after: wanted.action === "add" && wanted.inherit };
    await assertMayChange(tx, access, { child, carried, inherits });
    await keepAdministrator(tx, async () => {
      if (edge !== null) await closeEdge(tx, edge);
      if (wanted.action === "add") await openEdge(tx, child, parent, wanted.inherit);
    });
    await record(tx, { child, parent, before: edge, wanted });
    const after = await noteRoleChange(tx, child.id);
    return { hierarchy: await loadHierarchy(tx, after, access), permissions: permissionsOf(known, carried) };
  });
}

async function assertMayChange(
  tx: VerbTransaction,
  access: Access,
  of: {
    readonly child: RoleDataRow;
    readonly carried: readonly CarriedGrant[];
    readonly inherits: { readonly before: boolean; readonly after: boolean };
  },
): Promise<void> {
  const { before, after } = of.inherits;
  if (before === after) return;
  const [known, places] = [await loadKnownPermissions(tx), await loadPlaces(tx, "role", of.child.id)];
  await assertMayGive(tx, access, await gainsOfCarried(tx, known, of.carried, after ? "ALLOW" : "DENY", places));
}

async function findEdge(tx: VerbTransaction, child: RoleDataRow, parent: RoleDataRow): Promise<EdgeRow | null> {
  const [edge] = await tx.db
    .select()
    .from(roleEdges)
    .where(
      and(
        eq(roleEdges.tenantId, tx.tenantId),
        eq(roleEdges.childRoleId, child.id),
        eq(roleEdges.parentRoleId, parent.id),
        isNull(roleEdges.endedAt),
      ),
    );
  return edge ?? null;
}

async function assertFits(tx: VerbTransaction, child: RoleDataRow, parent: RoleDataRow): Promise<void> {
  const { circle, steps } = await judgeStep(tx, child.id, parent.id);
  const named = { child: child.code, parent: parent.code };
  if (child.id === parent.id) throw new AppError("role.cycle", { ...named, path: [child.code, child.code] });
  if (circle.length > 0) throw new AppError("role.cycle", { ...named, path: [child.code, ...circle] });
  if (steps > roleChainMax) throw new AppError("role.too_deep", { ...named, steps, maximum: roleChainMax });
}

async function closeEdge(tx: VerbTransaction, edge: EdgeRow): Promise<void> {
  const { actor } = tx.ctx;
  await tx.db
    .update(roleEdges)
    .set({ endedAt: sql`now()`, endedBy: actor.kind === "user" ? actor.userId : null })
    .where(and(eq(roleEdges.tenantId, tx.tenantId), eq(roleEdges.id, edge.id)));
}

async function openEdge(tx: VerbTransaction, child: RoleDataRow, parent: RoleDataRow, inherit: boolean): Promise<void> {
  const { actor } = tx.ctx;
  await tx.db.insert(roleEdges).values({
    tenantId: tx.tenantId,
    id: newId(),
    childRoleId: child.id,
    parentRoleId: parent.id,
    inherit,
    createdBy: actor.kind === "user" ? actor.userId : null,
  });
}

async function record(
  tx: VerbTransaction,
  {
    child,
    parent,
    before,
    wanted,
  }: {
    readonly child: RoleDataRow;
    readonly parent: RoleDataRow;
    readonly before: EdgeRow | null;
    readonly wanted: {
      readonly action: "add" | "remove";
      readonly inherit: boolean;
      readonly reason?: string | undefined;
    };
  },
): Promise<void> {
  const path = "parents";
  const named = (inherit: boolean) => ({ role: parent.code, inherit });
  const from = before === null ? undefined : named(before.inherit);
  const to = wanted.action === "add" ? named(wanted.inherit) : undefined;
  await recordAudit(tx, to === undefined ? "role.parent_remove" : "role.parent_add", {
    entity: { type: "role", id: child.id, version: child.version + 1, label: child.name },
    targets: [{ type: "role", id: parent.id, label: parent.name }],
    changes: [
      from === undefined
        ? { path, op: "add", to, class: "internal" }
        : to === undefined
          ? { path, op: "remove", from, class: "internal" }
          : { path, op: "replace", from, to, class: "internal" },
    ],
    reason: wanted.reason ?? null,
  });
}
