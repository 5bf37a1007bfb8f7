import { type ExplainPermissionInput, explainPermissionInput, type PermissionExplanation } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { assertKnownPermission } from "./assert-known-permission.ts";
import { describeExplanation } from "./describe-explanation.ts";
import { findGrantors } from "./find-grantors.ts";
import { loadRuleFacts } from "./load-rule-facts.ts";
import { momentOf } from "./moment-of.ts";
import { permissionTitle } from "./permission-title.ts";
import { assertFound, prepareQuestions } from "./prepare-questions.ts";
import { readerZone } from "./reader-zone.ts";

/**
 * Why a person may do something or not, in the caller's language: the deciding rule, everything else that names the
 * permission, what would have to change, and who could grant it. About oneself always, about another with
 * `permission:read` over them. What the caller may not see stays without a name.
 *
 * Errors: `user.not_found`, `resource.not_found`, `access.denied`, `permission.epoch_behind`, `permission.time_ahead`,
 * `access.unknown_permission` and `access.wildcard_refused` with the text that names no permission.
 */
export async function explainPermission(
  services: Services,
  ctx: TenantContext,
  input: ExplainPermissionInput,
): Promise<PermissionExplanation> {
  const { asOf, asOfEpoch, atLeast, ...question } = parseInput(explainPermissionInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const own = await tx.access;
    const moment = await momentOf(tx, { asOf, asOfEpoch, atLeast });
    await assertKnownPermission(tx, question.code, moment !== null);
    const [prepared] = await prepareQuestions(services, tx, [question], moment);
    assertFound(prepared);
    const { access, query, userId } = prepared;
    const explanation = access.explain(query);
    // Whose rights are asked for is a person, so there is always something to explain.
    if (explanation === null) throw new AppError("auth.unauthenticated");
    const [facts, title, timeZone, grantors] = [
      await loadRuleFacts(tx, own, explanation, { isOwn: own.userId === userId }),
      await permissionTitle(tx, question.code),
      await readerZone(tx),
      explanation.decision.allowed ? [] : await findGrantors(services, tx, own, query),
    ];
    return { ...describeExplanation(explanation, facts, { locale: tx.ctx.locale, timeZone, title }), grantors };
  });
}
