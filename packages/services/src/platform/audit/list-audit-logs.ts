import { type AuditEvent, type ListAuditLogsInput, listAuditLogsInput, type Page } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { auditEvents, users } from "@gloria/db";
import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { escapeLike } from "../escape-like.ts";
import { readInTenant } from "../in-tenant.ts";
import { decodeCursor, instantKey, pageFrom } from "../paging/cursor.ts";
import { parseInput } from "../parse-input.ts";
import type { Services } from "../services.ts";
import { auditColumns, toAuditEvent } from "./audit-queries.ts";
import { visibleAuditEvents } from "./visible-audit-events.ts";

/** The audit log, newest first, as far as the caller may read it. */
export async function listAuditLogs(
  services: Services,
  ctx: TenantContext,
  input: ListAuditLogsInput,
): Promise<Page<AuditEvent>> {
  const wanted = parseInput(listAuditLogsInput, input);
  const after = decodeCursor(wanted.cursor, "-occurredAt", instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("audit:read");
    const conditions: (SQL | undefined)[] = [
      eq(auditEvents.tenantId, tx.tenantId),
      visibleAuditEvents(access),
      wanted.action && eq(auditEvents.action, wanted.action),
      wanted.category && eq(auditEvents.category, wanted.category),
      wanted.actorId && eq(auditEvents.actorId, wanted.actorId),
      wanted.entityType && eq(auditEvents.entityType, wanted.entityType),
      wanted.entityId && eq(auditEvents.entityId, wanted.entityId),
      wanted.schoolId && eq(auditEvents.schoolId, wanted.schoolId),
      wanted.outcome && eq(auditEvents.outcome, wanted.outcome),
      wanted.from && gte(auditEvents.occurredAt, new Date(wanted.from)),
      wanted.until && lt(auditEvents.occurredAt, new Date(wanted.until)),
      wanted.q && matchesText(wanted.q),
      after && sql`(${auditEvents.occurredAt}, ${auditEvents.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    ].map((condition) => condition || undefined);
    const rows = await tx.db
      .select(auditColumns)
      .from(auditEvents)
      .leftJoin(users, and(eq(users.tenantId, auditEvents.tenantId), eq(users.id, auditEvents.actorId)))
      .where(and(...conditions))
      .orderBy(desc(auditEvents.occurredAt), desc(auditEvents.id))
      .limit(wanted.limit + 1);
    return pageFrom(rows, wanted.limit, toAuditEvent, (row) => ({
      sort: "-occurredAt",
      after: [row.occurredAt.toISOString(), row.id],
    }));
  });
}

/** Text is looked for in what an event names: its subject's label, its reason, and the acting person. */
function matchesText(query: string): SQL {
  const like = `%${escapeLike(query)}%`;
  return sql`(${auditEvents.entityLabel} ilike ${like} or ${auditEvents.reason} ilike ${like} or ${users.name} ilike ${like} or ${auditEvents.requestId} = ${query})`;
}

export function assertAuditEventFound<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new AppError("audit.not_found");
  return row;
}
