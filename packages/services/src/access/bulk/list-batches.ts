import {
  type ListPermissionBatchesInput,
  type ListPermissionBatchItemsInput,
  listPermissionBatchesInput,
  listPermissionBatchItemsInput,
  type Page,
  type PermissionBatch,
  type PermissionBatchIdInput,
  type PermissionBatchItem,
  type PermissionBatchPage,
  permissionBatchIdInput,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { permissionBatches, permissionBatchItems, users } from "@gloria/db";
import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { batchTarget, findBatch, showBatch, showBatches, showProblem, visibleBatches } from "./batch-queries.ts";

/** How far a bulk assignment is. Errors: `access.denied`, `permission_batch.not_found`. */
export async function getPermissionBatch(
  services: Services,
  ctx: TenantContext,
  input: PermissionBatchIdInput,
): Promise<PermissionBatch> {
  const { id } = parseInput(permissionBatchIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission:read");
    const row = await findBatch(tx, id);
    access.assert("permission:read", batchTarget(row));
    return showBatch(tx, row, access);
  });
}

const sort = "-createdAt";

/** Bulk assignments that the caller may see, newest first. Errors: `access.denied`. */
export async function listPermissionBatches(
  services: Services,
  ctx: TenantContext,
  input: ListPermissionBatchesInput,
): Promise<PermissionBatchPage> {
  const { limit, cursor, status } = parseInput(listPermissionBatchesInput, input);
  const after = decodeCursor(cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission:read");
    const rows = await tx.db
      .select()
      .from(permissionBatches)
      .where(
        and(
          eq(permissionBatches.tenantId, tx.tenantId),
          visibleBatches(access),
          status === undefined ? undefined : eq(permissionBatches.status, status),
          after === null
            ? undefined
            : sql`(${permissionBatches.createdAt}, ${permissionBatches.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(permissionBatches.createdAt), desc(permissionBatches.id))
      .limit(limit + 1);
    const page = pageFrom(
      rows,
      limit,
      (row) => row,
      (row) => ({ sort, after: [row.createdAt.toISOString(), row.id] }),
    );
    // One goes on in somebody's name, so that no part of Gloria itself begins one.
    const can = { create: access.userId !== null && access.can("permission:assign") };
    return { items: await showBatches(tx, page.items, access), nextCursor: page.nextCursor, can };
  });
}

const itemSort = "itemNumber";
const itemKey = z.tuple([z.int()]);

/** What came of each item, in the order of the request. Errors: `access.denied`, `permission_batch.not_found`. */
export async function listPermissionBatchItems(
  services: Services,
  ctx: TenantContext,
  input: ListPermissionBatchItemsInput,
): Promise<Page<PermissionBatchItem>> {
  const { id, limit, cursor, state } = parseInput(listPermissionBatchItemsInput, input);
  const after = decodeCursor(cursor, itemSort, itemKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission:read");
    access.assert("permission:read", batchTarget(await findBatch(tx, id)));
    const rows = await tx.db
      .select({ item: permissionBatchItems, userName: users.name })
      .from(permissionBatchItems)
      .leftJoin(
        users,
        and(eq(users.tenantId, permissionBatchItems.tenantId), eq(users.id, permissionBatchItems.userId)),
      )
      .where(
        and(
          eq(permissionBatchItems.tenantId, tx.tenantId),
          eq(permissionBatchItems.batchId, id),
          state === undefined ? undefined : eq(permissionBatchItems.state, state),
          after === null ? undefined : gt(permissionBatchItems.itemNumber, after[0]),
        ),
      )
      .orderBy(asc(permissionBatchItems.itemNumber))
      .limit(limit + 1);
    return pageFrom(
      rows,
      limit,
      ({ item, userName }) => ({
        itemNumber: item.itemNumber,
        userId: item.userId,
        userName,
        rightIndex: item.rightIndex,
        state: item.state,
        problem: showProblem(item.problem, ctx.locale),
        madeId: item.madeId,
      }),
      ({ item }) => ({ sort: itemSort, after: [item.itemNumber] }),
    );
  });
}
