import { type GetPolicyTestsInput, getPolicyTestsInput, type PolicyTests } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import {
  assertMayReadTests,
  findPolicySubject,
  findPolicyTests,
  mayUpdateTests,
  type PolicyTestDataRow,
  policyTarget,
} from "./policy-test-queries.ts";
import type { PolicySubject } from "./run-cases.ts";

/** The tests of a role or a template. Errors: `access.denied`, `role.not_found`, `permission_template.not_found`. */
export async function getPolicyTests(
  services: Services,
  ctx: TenantContext,
  input: GetPolicyTestsInput,
): Promise<PolicyTests> {
  const { subjectKind: kind, subjectId } = parseInput(getPolicyTestsInput, input);
  const subject = { kind, id: subjectId.toLowerCase() };
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const target = policyTarget(tx.tenantId, subject);
    assertMayReadTests(access, kind, target);
    await findPolicySubject(tx, subject);
    return toPolicyTests(subject, await findPolicyTests(tx, subject), mayUpdateTests(access, kind, target));
  });
}

export function toPolicyTests(subject: PolicySubject, row: PolicyTestDataRow | null, update: boolean): PolicyTests {
  return {
    subjectKind: subject.kind,
    subjectId: subject.id,
    source: row?.source ?? null,
    cases: row?.cases ?? 0,
    version: row?.version ?? null,
    updatedAt: row?.updatedAt.toISOString() ?? null,
    can: { update },
  };
}
