import { type AuditEventDetail, type EntityHistoryInput, entityHistoryInput, type Page } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { auditEvents, users } from "@gloria/db";
import { and, asc, desc, eq, lte, or, sql } from "drizzle-orm";
import { readInTenant, type VerbTransaction } from "../in-tenant.ts";
import { decodeCursor, instantKey, pageFrom } from "../paging/cursor.ts";
import { parseInput } from "../parse-input.ts";
import type { Services } from "../services.ts";
import { auditDetailColumns, toAuditEventDetail } from "./audit-queries.ts";
import { stateAfter } from "./state-at.ts";
import { visibleAuditEvents } from "./visible-audit-events.ts";

export interface EntityHistory extends Page<AuditEventDetail> {
  readonly state: Record<string, unknown> | null;
}

/** An entity's events, newest first, and its state at an instant when one is asked for. */
export async function getEntityHistory(
  services: Services,
  ctx: TenantContext,
  input: EntityHistoryInput,
): Promise<EntityHistory> {
  const wanted = parseInput(entityHistoryInput, input);
  const after = decodeCursor(wanted.cursor, "-occurredAt", instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("audit:read");
    const visible = visibleAuditEvents(access);
    const ofEntity = and(
      eq(auditEvents.tenantId, tx.tenantId),
      eq(auditEvents.entityType, wanted.type),
      eq(auditEvents.entityId, wanted.id),
      visible,
    );
    // Who was merged into somebody tells a part of their history; what they were at an instant is their own.
    const told = wanted.type === "user" ? or(ofEntity, and(ofAliases(tx.tenantId, wanted.id), visible)) : ofEntity;
    const [rows, state] = await Promise.all([
      tx.db
        .select(auditDetailColumns)
        .from(auditEvents)
        .leftJoin(users, and(eq(users.tenantId, auditEvents.tenantId), eq(users.id, auditEvents.actorId)))
        .where(
          and(
            eq(auditEvents.tenantId, tx.tenantId),
            told,
            after === null
              ? undefined
              : sql`(${auditEvents.occurredAt}, ${auditEvents.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
          ),
        )
        .orderBy(desc(auditEvents.occurredAt), desc(auditEvents.id))
        .limit(wanted.limit + 1),
      wanted.at === undefined ? null : readStateAt(tx, ofEntity, new Date(wanted.at)),
    ]);
    const page = pageFrom(rows, wanted.limit, toAuditEventDetail, (row) => ({
      sort: "-occurredAt",
      after: [row.occurredAt.toISOString(), row.id],
    }));
    return { ...page, state };
  });
}

/** Events of the accounts that were merged into this person, however many times over. */
function ofAliases(tenantId: string, id: string) {
  return and(
    eq(auditEvents.entityType, "user"),
    sql`${auditEvents.entityId} in (
      with recursive merged(id) as (
        select u.id from gloria.users u where u.tenant_id = ${tenantId}::uuid and u.merged_into = ${id}::uuid
        union
        select u.id from merged join gloria.users u on u.tenant_id = ${tenantId}::uuid and u.merged_into = merged.id
      ) select id from merged)`,
  );
}

async function readStateAt(
  tx: VerbTransaction,
  ofEntity: ReturnType<typeof and>,
  at: Date,
): Promise<Record<string, unknown> | null> {
  // A snapshot comes at least every 20 versions; some events have no version, hence the margin.
  const events = await tx.db
    .select({
      occurredAt: auditEvents.occurredAt,
      id: auditEvents.id,
      changes: auditEvents.changes,
      snapshot: auditEvents.snapshot,
    })
    .from(auditEvents)
    .where(
      and(
        ofEntity,
        lte(auditEvents.occurredAt, at),
        sql`${auditEvents.occurredAt} >= coalesce((
          select max(e.occurred_at) from gloria.audit_events e
          where e.tenant_id = ${auditEvents.tenantId} and e.entity_type = ${auditEvents.entityType} and e.entity_id = ${auditEvents.entityId}
            and e.snapshot is not null and e.occurred_at <= ${at.toISOString()}::timestamptz), 'infinity')`,
      ),
    )
    .orderBy(asc(auditEvents.occurredAt), asc(auditEvents.id))
    .limit(1000);
  return stateAfter(events);
}
