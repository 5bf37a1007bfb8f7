import type { TenantTransaction } from "@gloria/db";
import { type Access, type ExplainedCandidate, type Explanation, explainSensitiveAllows } from "@gloria/permissions";

/** An explanation as the audit log keeps it: ids and closed words, nothing that would have to be redacted. */
export type DecisionRecord = Readonly<Record<string, unknown>>;

export function decisionRecord({ code, decision, deciding, nearMisses, epoch }: Explanation): DecisionRecord {
  return {
    code,
    ...decision,
    ...(deciding === null ? {} : sourceOf(deciding)),
    nearMisses: nearMisses.map(({ kind, also, layer, ruleId, needed }) => ({
      kind,
      ...(also.length === 0 ? {} : { also }),
      layer,
      ruleId,
      ...(needed === null ? {} : { needed }),
    })),
    epoch,
  };
}

/** How the deciding rule reaches the person. */
function sourceOf({ effect, scope, anchor, subject, assignmentId, rolePath, delegationLine }: ExplainedCandidate) {
  return {
    effect,
    scope,
    anchor,
    subject,
    assignmentId,
    ...(rolePath.length === 0 ? {} : { rolePath }),
    ...(delegationLine.length === 0 ? {} : { delegations: delegationLine.map(({ id }) => id) }),
  };
}

// By transaction, whose rights its verb asks.
const accesses = new WeakMap<TenantTransaction, Access>();

export function noteAccess(tx: TenantTransaction, access: Access): void {
  accesses.set(tx, access);
}

/** What sensitive the transaction's verb was allowed so far; undefined when nothing was. */
export function sensitiveDecisions(tx: TenantTransaction): readonly DecisionRecord[] | undefined {
  const access = accesses.get(tx);
  if (access === undefined) return undefined;
  // What is asked first without a place and then at one is often the same rule.
  const records = new Map(
    explainSensitiveAllows(access)
      .map(decisionRecord)
      .map((record) => [JSON.stringify(record), record]),
  );
  return records.size === 0 ? undefined : [...records.values()];
}
