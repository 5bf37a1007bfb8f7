import type { PolicyCaseResult } from "@gloria/contracts";
import { AppError, isAppError } from "@gloria/core";
import { policyTests, roles, type TenantTransaction } from "@gloria/db";
import { and, eq, gt, isNull } from "drizzle-orm";
import { parsePolicyTests } from "./parse-policy-tests.ts";
import { findPolicyTests } from "./policy-test-queries.ts";
import { type PolicySubject, runCases } from "./run-cases.ts";

/** So many cases are named to whoever would break them. */
const mostNamed = 10;

/**
 * Refuses a change of rights, made in this transaction, that breaks the tests of a role which it changes: by its own
 * grants, or by those of a role that it takes over. Asked by every change of rights; costs a statement where the tenant
 * has no tests.
 *
 * @param epoch that the change has raised
 * @throws AppError `policy_test.failed` with how many and which
 */
export async function assertPolicyTests(tx: TenantTransaction, epoch: number): Promise<void> {
  const tested = await tx.db
    .select({ roleId: policyTests.subjectId, source: policyTests.source })
    .from(policyTests)
    .innerJoin(
      roles,
      and(eq(roles.tenantId, policyTests.tenantId), eq(roles.id, policyTests.subjectId), isNull(roles.deletedAt)),
    )
    .where(and(eq(policyTests.tenantId, tx.tenantId), eq(policyTests.subjectKind, "role"), gt(policyTests.cases, 0)));
  if (tested.length === 0) return;
  const changed = await changedRoles(
    tx,
    epoch,
    tested.map(({ roleId }) => roleId),
  );
  for (const { roleId, source } of tested) {
    if (changed.has(roleId)) await assertPass(tx, { kind: "role", id: roleId }, source);
  }
}

/** {@link assertPolicyTests} of a template, after its rights have changed. */
export async function assertTemplateTests(tx: TenantTransaction, id: string): Promise<void> {
  const subject = { kind: "template" as const, id };
  const row = await findPolicyTests(tx, subject);
  if (row !== null && row.cases > 0) await assertPass(tx, subject, row.source);
}

/** @throws AppError `policy_test.failed` */
export async function assertPass(tx: TenantTransaction, subject: PolicySubject, source: string): Promise<void> {
  const failed = await failuresOf(tx, subject, source);
  if (failed.length === 0) return;
  throw new AppError("policy_test.failed", {
    failed: failed.length,
    cases: failed.slice(0, mostNamed),
    subjectKind: subject.kind,
    subjectId: subject.id,
  });
}

async function failuresOf(tx: TenantTransaction, subject: PolicySubject, source: string): Promise<string[]> {
  const cases = parsePolicyTests(source);
  try {
    const { results } = await runCases(tx, cases, subject);
    return results.filter(({ passed }) => !passed).map(inWords);
  } catch (error) {
    // What a case names is there no more.
    if (isAppError(error, "policy_test.malformed")) return [String(error.params["problem"])];
    throw error;
  }
}

function inWords({ number, name, as, code, on, expected }: PolicyCaseResult): string {
  return `#${number}${name === null ? "" : ` ${name}`}: ${as} ${expected ? "can" : "cannot"} ${code}, ${on}`;
}

/** Of these roles those that the epoch's change reaches from above, or themselves. */
async function changedRoles(
  tx: TenantTransaction,
  epoch: number,
  roleIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql.unsafe<{ id: string }[]>(
    `with recursive above(id, reached) as (
       select r, r from unnest($2::uuid[]) r
       union
       select above.id, e.parent_role_id from above
       join gloria.role_edges e on e.tenant_id = $1 and e.child_role_id = above.reached and e.inherit
         and (e.ended_at is null or e.ended_epoch = $3::bigint)
     )
     select distinct above.id from above
     where exists (select 1 from gloria.grants g where g.tenant_id = $1 and g.subject_kind = 'role'
         and g.subject_id = above.reached and $3::bigint in (g.created_epoch, g.ended_epoch))
       or exists (select 1 from gloria.role_edges e where e.tenant_id = $1 and e.child_role_id = above.reached
         and $3::bigint in (e.created_epoch, e.ended_epoch))
       or exists (select 1 from gloria.roles r where r.tenant_id = $1 and r.id = above.reached and r.deleted_at = now()::timestamptz(3))`,
    [tx.tenantId, [...roleIds], epoch],
  );
  return new Set(rows.map(({ id }) => id));
}
