import { type CheckPermissionInput, checkPermissionInput, type PermissionAnswer } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import type { Decision } from "@gloria/permissions";
import { parseInput, readAtOnce, type Services } from "../../platform/index.ts";
import { assertKnownPermission } from "./assert-known-permission.ts";
import { momentOf } from "./moment-of.ts";
import { assertFound, prepareQuestions } from "./prepare-questions.ts";

/**
 * Whether a person may do something, now or at a time past; about oneself always, about another with `permission:read`
 * over them.
 *
 * Errors: `user.not_found`, `resource.not_found`, `access.denied`, `permission.epoch_behind`, `permission.time_ahead`,
 * `access.unknown_permission` and `access.wildcard_refused` with the text that names no permission.
 */
export async function checkPermission(
  services: Services,
  ctx: TenantContext,
  input: CheckPermissionInput,
): Promise<PermissionAnswer> {
  const { asOf, asOfEpoch, atLeast, ...question } = parseInput(checkPermissionInput, input);
  return readAtOnce(services, ctx, async (tx) => {
    const [, { epoch, now }] = await Promise.all([tx.access, tx.opening]);
    const moment = await momentOf(tx, { asOf, asOfEpoch, atLeast });
    await assertKnownPermission(tx, question.code, moment !== null);
    const [prepared] = await prepareQuestions(services, tx, [question], moment);
    assertFound(prepared);
    const { access, query } = prepared;
    return {
      ...answerOf(access.checkText(query)),
      epoch: access.epoch ?? epoch,
      at: (moment?.at ?? now).toISOString(),
    };
  });
}

export function answerOf({ allowed, layer, ruleId, reason }: Decision) {
  return { allowed, layer, ruleId, reason };
}
