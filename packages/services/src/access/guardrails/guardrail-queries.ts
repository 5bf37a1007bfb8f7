import type { Guardrail } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { guardrails, type TenantTransaction, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, sql } from "drizzle-orm";

type State = Guardrail["state"];

const state = sql<State>`case when ${guardrails.endedAt} is not null then 'ended'
  when ${guardrails.validUntil} <= now() then 'expired'
  when ${guardrails.validFrom} > now() then 'upcoming' else 'active' end`;

/** Guardrails with who set them; conditions, order and limit are the caller's. */
export function selectGuardrails(tx: TenantTransaction) {
  return tx.db
    .select({ row: guardrails, state, createdByName: users.name })
    .from(guardrails)
    .leftJoin(users, and(eq(users.tenantId, guardrails.tenantId), eq(users.id, guardrails.createdBy)));
}

export type LoadedGuardrail = Awaited<ReturnType<typeof selectGuardrails>>[number];

/** @throws AppError `guardrail.not_found` */
export async function loadGuardrail(tx: TenantTransaction, id: string): Promise<LoadedGuardrail> {
  const [loaded] = await selectGuardrails(tx).where(and(eq(guardrails.tenantId, tx.tenantId), eq(guardrails.id, id)));
  if (loaded === undefined) throw new AppError("guardrail.not_found");
  return loaded;
}

export function isInState(wanted: State) {
  return sql`${state} = ${wanted}`;
}

export function toGuardrail({ row, state: now, createdByName }: LoadedGuardrail, access: Access): Guardrail {
  const { resourceType, resourceId } = row;
  const isOpen = now === "active" || now === "upcoming";
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    code: row.code,
    resource: resourceType === null || resourceId === null ? null : { type: resourceType, id: resourceId },
    condition: row.condition,
    validFrom: row.validFrom?.toISOString() ?? null,
    validUntil: row.validUntil?.toISOString() ?? null,
    reason: row.reason,
    state: now,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    createdByName,
    endedAt: row.endedAt?.toISOString() ?? null,
    can: { end: isOpen && access.checkRegion("guardrail:close", { scope: "ALL" }).allowed },
  };
}
