import { type AuditEventDetail, auditLogIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { auditEvents, users } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { readInTenant } from "../in-tenant.ts";
import { parseInput } from "../parse-input.ts";
import type { Services } from "../services.ts";
import { targetAttributes } from "../target-attributes.ts";
import { auditDetailColumns, toAuditEventDetail } from "./audit-queries.ts";
import { assertAuditEventFound } from "./list-audit-logs.ts";

/** One audit event with everything that was recorded. */
export async function getAuditLog(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<AuditEventDetail> {
  const { id } = parseInput(auditLogIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [rows, access] = await Promise.all([
      tx.db
        .select(auditDetailColumns)
        .from(auditEvents)
        .leftJoin(users, and(eq(users.tenantId, auditEvents.tenantId), eq(users.id, auditEvents.actorId)))
        .where(and(eq(auditEvents.tenantId, tx.tenantId), eq(auditEvents.id, id)))
        .limit(1),
      tx.access,
    ]);
    const row = assertAuditEventFound(rows[0]);
    access.assert("audit:read", {
      ownerId: row.actorId,
      departmentIds: [],
      schoolIds: row.schoolId === null ? [] : [row.schoolId],
      attributes: targetAttributes("audit", row),
    });
    return toAuditEventDetail(row);
  });
}
