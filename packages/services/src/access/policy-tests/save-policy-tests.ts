import { type PolicyTests, type SavePolicyTestsInput, savePolicyTestsInput } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { policyTests } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import {
  additionsOf,
  diffEntity,
  nextVersion,
  parseInput,
  recordAudit,
  type Services,
  writeInTenant,
} from "../../platform/index.ts";
import { assertPass } from "./assert-policy-tests.ts";
import { toPolicyTests } from "./get-policy-tests.ts";
import { parsePolicyTests } from "./parse-policy-tests.ts";
import {
  assertMayUpdateTests,
  findPolicySubject,
  findPolicyTests,
  policyTarget,
  policyTestColumnClasses,
} from "./policy-test-queries.ts";

/**
 * Gives a role or a template its tests, which must hold now; from then on a change that breaks one is refused. A text
 * without cases takes them away.
 *
 * Errors: `access.denied`, `role.not_found`, `permission_template.not_found`, `policy_test.malformed`,
 * `policy_test.failed`, `policy_test.version_conflict`.
 */
export async function savePolicyTests(
  services: Services,
  ctx: TenantContext,
  input: SavePolicyTestsInput,
): Promise<PolicyTests> {
  const { subjectKind: kind, subjectId, source, version } = parseInput(savePolicyTestsInput, input);
  const subject = { kind, id: subjectId.toLowerCase() };
  const cases = parsePolicyTests(source).length;
  return writeInTenant(services, ctx, async (tx) => {
    // What is tested must not change meanwhile.
    await tx.lockEpoch();
    const access = await tx.access;
    assertMayUpdateTests(access, kind, policyTarget(tx.tenantId, subject));
    const name = await findPolicySubject(tx, subject);
    const before = await findPolicyTests(tx, subject);
    if (version !== undefined && version !== (before?.version ?? null)) {
      throw new AppError("policy_test.version_conflict", { seen: version, current: before?.version ?? null });
    }
    await assertPass(tx, subject, source);
    const [after] =
      before === null
        ? await tx.db
            .insert(policyTests)
            .values({
              tenantId: tx.tenantId,
              id: newId(),
              subjectKind: kind,
              subjectId: subject.id,
              source,
              cases,
              updatedBy: access.userId,
            })
            .returning()
        : await tx.db
            .update(policyTests)
            .set({ source, cases, updatedBy: access.userId, ...nextVersion(policyTests) })
            .where(and(eq(policyTests.tenantId, tx.tenantId), eq(policyTests.id, before.id)))
            .returning();
    if (after === undefined) throw new Error("a written row is gone");
    await recordAudit(tx, "policy_test.save", {
      entity: { type: "policy_test", id: after.id, version: after.version, label: name },
      targets: [{ type: kind === "role" ? "role" : "permission_template", id: subject.id, label: name }],
      changes:
        before === null
          ? additionsOf(after, policyTestColumnClasses)
          : diffEntity(before, after, policyTestColumnClasses),
    });
    return toPolicyTests(subject, after, true);
  });
}
