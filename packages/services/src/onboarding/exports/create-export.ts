import type { CreateExportInput, Export } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { exports as exportsTable, tenants } from "@gloria/db";
import { enqueueOutbox } from "@gloria/jobs";
import { eq } from "drizzle-orm";
import { recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { assertMayExport } from "./assert-may-export.ts";
import { findExport, toExport } from "./export-queries.ts";
import { readExportRequest } from "./read-export-request.ts";

/**
 * Asks for an export, which the worker makes with the rights that the caller has then. Permission is asked here too, so
 * that nobody waits for a refusal.
 *
 * Errors: `request.invalid`, `access.denied`.
 */
export async function createExport(services: Services, ctx: TenantContext, input: CreateExportInput): Promise<Export> {
  const request = readExportRequest(input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    access.assert("export:create");
    assertMayExport(access, request);
    const { actor } = ctx;
    // Its file has to be somebody's, and the rights somebody's too.
    if (actor.kind !== "user") throw new AppError("access.denied", { permission: "export:create" });
    const [tenant] = await tx.db
      .select({ timeZone: tenants.timeZone })
      .from(tenants)
      .where(eq(tenants.id, tx.tenantId));
    const id = newId();
    const columns = input.columns === undefined ? null : request.columns.map(({ key }) => key);
    await tx.db.insert(exportsTable).values({
      tenantId: tx.tenantId,
      id,
      kind: request.kind,
      format: request.format,
      filter: request.filter,
      columns,
      locale: input.locale ?? ctx.locale,
      timeZone: input.timeZone ?? tenant?.timeZone ?? "Asia/Jakarta",
      schoolId: ctx.schoolId,
      requestedBy: actor.userId,
    });
    await Promise.all([
      enqueueOutbox(tx, "export.run", { tenantId: tx.tenantId, exportId: id }),
      recordAudit(tx, "export.create", {
        entity: { type: "export", id, version: 1, label: `${request.kind} ${request.format}` },
        schoolId: ctx.schoolId,
        snapshot: { kind: request.kind, format: request.format, filter: request.filter, columns },
      }),
    ]);
    return toExport(await findExport(tx, id), access, tx);
  });
}
