import { type AuditAction, auditActions, type EntityType } from "@gloria/contracts";
import type { AuditChangeRow, auditEvents } from "@gloria/db";
import type { SeededRandom } from "./seeded-random.ts";

const userAgents = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
] as const;

export type AuditInsert = typeof auditEvents.$inferInsert;

export interface AuditEventFacts {
  readonly at: Date;
  readonly actor: { readonly id: string; readonly name: string } | null;
  readonly entityType: EntityType;
  readonly entityId: string;
  readonly entityLabel: string;
  readonly entityVersion?: number;
  readonly schoolId?: string | null | undefined;
  readonly outcome?: "success" | "denied";
  readonly reason?: string;
  readonly changes?: readonly AuditChangeRow[];
  readonly snapshot?: Readonly<Record<string, unknown>>;
  readonly batchId?: string;
  /** What else was acted on; left out: the entity alone. */
  readonly targets?: readonly { readonly type: EntityType; readonly id: string; readonly label: string }[];
}

/** Makes the event rows of one tenant. */
export function createAuditWriter(random: SeededRandom, tenantId: string) {
  const rows: AuditInsert[] = [];
  function write(action: AuditAction, facts: AuditEventFacts): void {
    const { category, severity, version } = auditActions[action];
    const byPerson = facts.actor !== null;
    rows.push({
      tenantId,
      id: random.id(facts.at.getTime()),
      occurredAt: facts.at,
      schoolId: facts.schoolId ?? null,
      actorKind: byPerson ? "user" : "system",
      actorId: facts.actor?.id ?? null,
      actorName: facts.actor?.name ?? "seed",
      action,
      actionVersion: version,
      category,
      outcome: facts.outcome ?? "success",
      reason: facts.reason ?? null,
      severity,
      source: "app",
      entityType: facts.entityType,
      entityId: facts.entityId,
      entityVersion: facts.entityVersion ?? null,
      entityLabel: facts.entityLabel,
      targets: [...(facts.targets ?? [{ type: facts.entityType, id: facts.entityId, label: facts.entityLabel }])],
      changes: facts.changes ?? [],
      snapshot: facts.snapshot ?? null,
      // 198.18.0.0/15 is set aside for tests: it is nobody's address.
      ip: byPerson ? `198.18.${random.between(0, 255)}.${random.between(1, 254)}` : null,
      userAgent: byPerson ? random.pick(userAgents) : null,
      requestId: byPerson ? random.id(facts.at.getTime()) : null,
      batchId: facts.batchId ?? null,
    });
  }
  return { rows, write };
}
