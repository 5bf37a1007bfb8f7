import { delegations, grants, type TenantTransaction } from "@gloria/db";
import type { Access, Explanation } from "@gloria/permissions";
import { and, eq, inArray } from "drizzle-orm";
import { loadNames, type Names } from "./load-names.ts";

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
  const names = await loadNames(tx, access, wantedNames(explanation, origins), options);
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

function wantedNames(explanation: Explanation, origins: ReadonlyMap<string, RuleOrigin>) {
  const school: (string | null)[] = [];
  const department: (string | null)[] = [];
  const subjects = {
    user: [explanation.userId] as (string | null)[],
    role: [] as (string | null)[],
    position: [] as (string | null)[],
    department,
  };
  for (const { candidates } of explanation.parts) {
    for (const { anchor, subject, rolePath, delegationLine } of candidates) {
      school.push(anchor?.schoolId ?? null);
      department.push(anchor?.departmentId ?? null);
      if (subject !== null) subjects[subject.kind].push(subject.id);
      subjects.role.push(...rolePath);
      for (const link of delegationLine) subjects.user.push(link.delegatorId, link.delegateId);
    }
  }
  for (const { needed, held, delegatorId } of explanation.nearMisses) {
    school.push(...(needed?.schoolIds ?? []), held?.anchor.schoolId ?? null);
    department.push(...(needed?.departmentIds ?? []), held?.anchor.departmentId ?? null);
    subjects.user.push(delegatorId);
  }
  for (const { by } of origins.values()) subjects.user.push(by);
  return { school, department, position: subjects.position, role: subjects.role, user: subjects.user };
}
