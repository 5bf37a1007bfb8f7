import { type BulkAssignPreview, type PreviewBulkAssignInput, previewBulkAssignInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { z } from "zod";
import { decodeCursor, encodeCursor, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { loadKnownPermissions } from "../escalation/index.ts";
import { showProblem } from "./batch-queries.ts";
import { planItems } from "./plan-items.ts";
import { prepareRights } from "./prepare-rights.ts";
import { assertRequestSound, itemsOf, readBatchRequest } from "./read-request.ts";

const sort = "itemNumber";
const key = z.tuple([z.int().min(1)]);

/**
 * What a bulk assignment would do now, item by item; nothing is written. The next page asks anew, of the rights of its
 * own moment. That the last administrator would be lost shows only when it is done.
 *
 * Errors: those of {@link bulkAssign}.
 */
export async function previewBulkAssign(
  services: Services,
  ctx: TenantContext,
  input: PreviewBulkAssignInput,
): Promise<BulkAssignPreview> {
  const { limit, cursor, ...wanted } = parseInput(previewBulkAssignInput, input);
  const request = readBatchRequest(wanted);
  const after = decodeCursor(cursor, sort, key)?.[0] ?? 0;
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission:assign");
    const rights = await prepareRights(tx, access, await loadKnownPermissions(tx), request.rights);
    await assertRequestSound(tx, request, rights);
    const plans = await planItems(tx, access, rights, itemsOf(request));
    const count = (outcome: string) => plans.filter((plan) => plan.outcome === outcome).length;
    const shown = plans.slice(after, after + limit);
    return {
      items: shown.map((plan) => ({
        itemNumber: plan.itemNumber,
        userId: plan.userId,
        userName: plan.userName,
        rightIndex: plan.rightIndex,
        outcome: plan.outcome,
        problem: plan.outcome === "refuse" ? showProblem(plan.problem, ctx.locale) : null,
      })),
      nextCursor: after + limit < plans.length ? encodeCursor({ sort, after: [after + limit] }) : null,
      counts: { make: count("make"), present: count("present"), refuse: count("refuse") },
    };
  });
}
