import { type PermissionAnswers, type ValidatePermissionsInput, validatePermissionsInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readAtOnce, type Services } from "../../platform/index.ts";
import { answerOf } from "./check-permission.ts";
import { momentOf } from "./moment-of.ts";
import { type PreparedQuestion, prepareQuestions } from "./prepare-questions.ts";

/**
 * Many questions of one snapshot, answered in their order. A person or thing that is not there is refused alone.
 *
 * Errors: `access.denied` when the rights of one of the people may not be read, `permission.epoch_behind`,
 * `permission.time_ahead`.
 */
export async function validatePermissions(
  services: Services,
  ctx: TenantContext,
  input: ValidatePermissionsInput,
): Promise<PermissionAnswers> {
  const { questions, asOf, asOfEpoch, atLeast } = parseInput(validatePermissionsInput, input);
  return readAtOnce(services, ctx, async (tx) => {
    const [own, { epoch, now }] = await Promise.all([tx.access, tx.opening]);
    const moment = await momentOf(tx, { asOf, asOfEpoch, atLeast });
    const prepared = await prepareQuestions(services, tx, questions, moment);
    const asked = prepared.find((one) => one.missing === undefined);
    return {
      answers: prepared.map(answer),
      epoch: (asked ?? { access: own }).access.epoch ?? epoch,
      at: (moment?.at ?? now).toISOString(),
    };
  });
}

function answer(prepared: PreparedQuestion): PermissionAnswers["answers"][number] {
  if (prepared.missing === undefined) return answerOf(prepared.access.checkText(prepared.query));
  const reason = "id" in prepared.missing ? "target_not_found" : "user_not_found";
  return { allowed: false, layer: null, ruleId: null, reason };
}
