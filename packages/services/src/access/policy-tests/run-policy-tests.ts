import { type PolicyTestRun, type RunPolicyTestsInput, runPolicyTestsInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { findTargets, targetKey } from "../permissions/find-targets.ts";
import { parsePolicyTests } from "./parse-policy-tests.ts";
import { assertMayReadTests, findPolicySubject, findPolicyTests, policyTarget } from "./policy-test-queries.ts";
import { runCases } from "./run-cases.ts";

/**
 * Runs tests against the tenant as it is, and changes nothing: a text, or those that a role or a template has. Cases
 * that ask as a person need `permission:read` over them.
 *
 * Errors: `access.denied`, `role.not_found`, `permission_template.not_found`, `policy_test.malformed`.
 */
export async function runPolicyTests(
  services: Services,
  ctx: TenantContext,
  input: RunPolicyTestsInput,
): Promise<PolicyTestRun> {
  const { source, subjectKind, subjectId } = parseInput(runPolicyTestsInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [access, { now }] = await Promise.all([tx.access, tx.opening]);
    access.assert("permission:read");
    const subject =
      subjectKind === undefined || subjectId === undefined ? null : { kind: subjectKind, id: subjectId.toLowerCase() };
    if (subject !== null) {
      assertMayReadTests(access, subject.kind, policyTarget(tx.tenantId, subject));
      await findPolicySubject(tx, subject);
    }
    const stored = source === undefined && subject !== null ? await findPolicyTests(tx, subject) : null;
    const text = source ?? stored?.source;
    const { results, epoch, userIds } = await runCases(tx, text === undefined ? [] : parsePolicyTests(text), subject);
    const targets = await findTargets(
      tx,
      userIds.map((id) => ({ type: "user" as const, id })),
    );
    for (const id of userIds) {
      if (id !== access.userId) access.assert("permission:read", targets.get(targetKey({ type: "user", id })));
    }
    const passed = results.filter((result) => result.passed).length;
    return { passed, failed: results.length - passed, cases: [...results], epoch, at: now.toISOString() };
  });
}
