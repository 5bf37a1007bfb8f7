import { type BulkAssignInput, bulkAssignInput, type PermissionBatch } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { permissionBatches } from "@gloria/db";
import { enqueueOutbox } from "@gloria/jobs";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { loadKnownPermissions } from "../escalation/index.ts";
import { showBatch } from "./batch-queries.ts";
import { prepareRights } from "./prepare-rights.ts";
import { assertRequestSound, readBatchRequest } from "./read-request.ts";

/**
 * Gives each of many people the same rights, by a job with the caller's rights, which are asked anew for every batch of
 * them. What cannot be given to somebody is refused for that item alone.
 *
 * Errors: `access.denied`, `permission_batch.too_many`, `user.not_found`, `role.not_found`, `school.not_found`,
 * `department.not_found`, `department.school_mismatch`, `access.unknown_permission`, `access.window_past`,
 * `access.window_order`, `access.condition_invalid`, `access.anchor_needed`.
 */
export async function bulkAssign(
  services: Services,
  ctx: TenantContext,
  input: BulkAssignInput,
): Promise<PermissionBatch> {
  const request = readBatchRequest(parseInput(bulkAssignInput, input));
  const { actor } = ctx;
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    access.assert("permission:assign");
    // It goes on in the name of whoever asked for it.
    if (actor.kind !== "user") throw new AppError("access.denied", { permission: "permission:assign" });
    const rights = await prepareRights(tx, access, await loadKnownPermissions(tx), request.rights);
    await assertRequestSound(tx, request, rights);
    const id = newId();
    const total = request.userIds.length * request.rights.length;
    const [row] = await tx.db
      .insert(permissionBatches)
      .values({
        tenantId: tx.tenantId,
        id,
        rights: request.rights,
        reason: request.reason,
        total,
        actorId: actor.userId,
        startedBy: actor.userId,
        locale: ctx.locale,
      })
      .returning();
    if (row === undefined) throw new Error("insert returned no row");
    await tx.sql.unsafe(
      `insert into gloria.permission_batch_items (tenant_id, batch_id, item_number, user_id, right_index)
       select $1::uuid, $2::uuid, ((u.n - 1) * $4::int + r.n)::int, u.id, (r.n - 1)::int
       from unnest($3::text::uuid[]) with ordinality u(id, n) cross join generate_series(1, $4::int) r(n)`,
      [tx.tenantId, id, `{${request.userIds.join(",")}}`, request.rights.length],
    );
    await Promise.all([
      enqueueOutbox(tx, "permission_batch.run", { tenantId: tx.tenantId, batchId: id, phase: "assign" }),
      recordAudit(tx, "permission_batch.create", {
        entity: { type: "permission_batch", id, version: row.version },
        snapshot: { rights: request.rights, people: request.userIds.length, total },
        reason: request.reason,
        batchId: id,
      }),
    ]);
    return showBatch(tx, row, access);
  });
}
