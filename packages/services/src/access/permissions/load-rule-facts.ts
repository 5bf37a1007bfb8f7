import { delegations, grants, type TenantTransaction } from "@gloria/db";
import type { Access, Explanation } from "@gloria/permissions";
import { and, eq, inArray } from "drizzle-orm";
import { loadNames, type NamedKind, type Names } from "./load-names.ts";

/** Who made a rule, when and why, as the row says. */
export interface RuleOrigin {
  readonly by: string | null;
  readonly at: Date;
  readonly reason: string | null;
}

/** What an explanation needs besides the decision, to be read by a person. */
export interface RuleFacts {
  readonly origins: ReadonlyMap<string, RuleOrigin>;
  readonly names: Names;
}

export async function loadRuleFacts(
  tx: TenantTransaction,
  access: Access,
  explanation: Explanation,
  options: { readonly isOwn: boolean },
): Promise<RuleFacts> {
  const origins = await loadOrigins(tx, explanation);
  const held = namesHeld(explanation);
  const names = await loadNames(
    tx,
    access,
    namesBesides(explanation, origins, held),
    options.isOwn ? { ...held, user: delegatorsTo(explanation) } : {},
  );
  return { origins, names };
}

async function loadOrigins(tx: TenantTransaction, { parts }: Explanation): Promise<ReadonlyMap<string, RuleOrigin>> {
  const granted: string[] = [];
  const delegated: string[] = [];
  for (const { layer, candidates } of parts) {
    if (layer === "GUARDRAIL") continue;
    for (const { ruleId } of candidates) (layer === "DELEGATION" ? delegated : granted).push(ruleId);
  }
  const [fromGrants, fromDelegations] = await Promise.all([
    granted.length === 0
      ? []
      : tx.db
          .select({ id: grants.id, by: grants.createdBy, at: grants.createdAt, reason: grants.reason })
          .from(grants)
          .where(and(eq(grants.tenantId, tx.tenantId), inArray(grants.id, granted))),
    delegated.length === 0
      ? []
      : tx.db
          .select({
            id: delegations.id,
            by: delegations.createdBy,
            at: delegations.createdAt,
            reason: delegations.reason,
          })
          .from(delegations)
          .where(and(eq(delegations.tenantId, tx.tenantId), inArray(delegations.id, delegated))),
  ]);
  return new Map([...fromGrants, ...fromDelegations].map(({ id, ...origin }) => [id, origin]));
}

type Ids = (string | null)[];

/** What the rules themselves name. */
function namesHeld({ userId, parts }: Explanation): Record<NamedKind, Ids> {
  const held: Record<NamedKind, Ids> = { school: [], department: [], position: [], role: [], user: [userId] };
  for (const { candidates } of parts) {
    for (const { anchor, subject, rolePath, delegationLine } of candidates) {
      held.school.push(anchor?.schoolId ?? null);
      held.department.push(anchor?.departmentId ?? null);
      if (subject !== null) held[subject.kind].push(subject.id);
      held.role.push(...rolePath);
      for (const link of delegationLine) held.user.push(link.delegatorId, link.delegateId);
    }
  }
  return held;
}

/** Who delegates to the person directly, which they are told; not who does so further up a line. */
function delegatorsTo({ userId, parts }: Explanation): string[] {
  const links = parts.flatMap(({ candidates }) => candidates).flatMap(({ delegationLine }) => delegationLine);
  return links.filter(({ delegateId }) => delegateId === userId).map(({ delegatorId }) => delegatorId);
}

/** That, and what is needed instead, which the question may have named: the asker need not know it. */
function namesBesides(
  { nearMisses }: Explanation,
  origins: ReadonlyMap<string, RuleOrigin>,
  held: Record<NamedKind, Ids>,
): Record<NamedKind, Ids> {
  return {
    ...held,
    school: [...held.school, ...nearMisses.flatMap(({ needed }) => needed?.schoolIds ?? [])],
    department: [...held.department, ...nearMisses.flatMap(({ needed }) => needed?.departmentIds ?? [])],
    user: [...held.user, ...[...origins.values()].map(({ by }) => by)],
  };
}
