import {
  type DelegateAnswer,
  type DelegateInput,
  delegateInput,
  delegationDaysMax,
  delegationLinksMax,
} from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { delegations, users } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";
import { parseInput, recordAudit, type Services, type VerbTransaction } from "../../platform/index.ts";
import { changeRights, loadKnownPermissions } from "../escalation/index.ts";
import { assertWindow } from "../grants/assert-window.ts";
import { announceDelegation } from "./announce-delegation.ts";
import { expandDelegable, loadDelegability } from "./delegable-codes.ts";
import { loadDelegation, ownDelegations } from "./delegation-queries.ts";
import { heldByParent } from "./held-by-parent.ts";
import { type DelegationLink, loadLines } from "./load-lines.ts";
import { showDelegations } from "./show-delegations.ts";
import { assertSupported, supportsOf } from "./supports.ts";

const dayMs = 86_400_000;
/** The clocks of people are not ours. */
const clockSkewMs = 5 * 60_000;

/**
 * Lets somebody else do for a while what the caller may do, or hands on what was delegated to the caller. It holds
 * only as long as the caller holds it; wildcards are written down as what they stand for now.
 *
 * Errors: `access.denied`, `delegation.self`, `user.not_found`, `delegation.delegate_inactive`, `access.window_past`,
 * `access.window_order`, `delegation.too_long`, `delegation.not_found` for the parent, `delegation.parent_ended`,
 * `delegation.too_deep`, `delegation.cycle`, `delegation.hand_on_refused`, `delegation.outlasts_support`, and those of {@link expandDelegable}.
 */
export async function delegate(services: Services, ctx: TenantContext, input: DelegateInput): Promise<DelegateAnswer> {
  const wanted = parseInput(delegateInput, input);
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  const parentId = wanted.parentId?.toLowerCase() ?? null;
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("delegation:create", ownDelegations(tx.tenantId, actor.userId));
    const to = await findDelegate(tx, wanted.delegateId, actor.userId);
    const line = parentId === null ? [] : await findLine(tx, parentId, actor.userId, to, wanted.handOn);
    const { now } = await tx.opening;
    const window = assertTerm(wanted, now);
    const [known, isDelegable] = await Promise.all([loadKnownPermissions(tx), loadDelegability(tx)]);
    const held = heldByParent(access.effective()).get(parentId) ?? new Map();
    const { codes, leftOut } = expandDelegable(known, held, isDelegable, wanted.codes);
    const supports = supportsOf(held, codes);
    await assertSupported(tx, supports, window.validUntil);
    const id = newId();
    const { reason } = wanted;
    await tx.db.insert(delegations).values({
      tenantId: tx.tenantId,
      id,
      kind: "PERMISSION",
      delegatorId: actor.userId,
      delegateId: to.id,
      codes,
      ...window,
      parentId,
      handOn: wanted.handOn,
      reason,
      createdBy: actor.userId,
    });
    const loaded = await loadDelegation(tx, id);
    await Promise.all([
      recordAudit(tx, "delegation.create", {
        entity: { type: "delegation", id, label: to.name },
        targets: [{ type: "user", id: to.id, label: to.name }],
        snapshot: {
          codes,
          asked: wanted.codes,
          validFrom: window.validFrom.toISOString(),
          validUntil: window.validUntil.toISOString(),
          handOn: wanted.handOn,
          line: line.map((link) => link.id),
        },
        reason,
      }),
      announceDelegation(tx, loaded, now),
    ]);
    // A delegation is judged by what the delegator may, which it does not change.
    const [delegation] = await showDelegations(services, tx, [loaded], access);
    if (delegation === undefined) throw new Error("insert returned no row");
    return { delegation, supports, leftOut };
  });
}

async function findDelegate(tx: VerbTransaction, id: string, callerId: string) {
  const [to] = await tx.db
    .select({ id: users.id, name: users.name, status: users.status })
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id), isNull(users.deletedAt)));
  if (to === undefined) throw new AppError("user.not_found");
  if (to.id === callerId) throw new AppError("delegation.self");
  if (to.status !== "active") throw new AppError("delegation.delegate_inactive", { name: to.name });
  return to;
}

/** What is handed on must be the caller's, as far as it may be, and lead to nobody who stands in its line already. */
async function findLine(
  tx: VerbTransaction,
  parentId: string,
  callerId: string,
  to: { readonly id: string; readonly name: string },
  handOn: number,
): Promise<readonly DelegationLink[]> {
  const line = (await loadLines(tx, [parentId])).get(parentId) ?? [];
  const { now } = await tx.opening;
  const [parent] = line;
  if (parent?.delegateId !== callerId) throw new AppError("delegation.not_found");
  const over = line.find((link) => link.endedAt !== null || link.validUntil <= now || !link.delegatorActive);
  if (over !== undefined) throw new AppError("delegation.parent_ended", { delegationId: over.id });
  if (line.length >= delegationLinksMax) throw new AppError("delegation.too_deep", { max: delegationLinksMax });
  if (line.some((link) => link.delegatorId === to.id)) throw new AppError("delegation.cycle", { name: to.name });
  if (parent.handOn < 1 + handOn) {
    throw new AppError("delegation.hand_on_refused", { name: parent.delegatorName, steps: parent.handOn });
  }
  return line;
}

function assertTerm(
  wanted: { readonly validFrom?: string | undefined; readonly validUntil: string },
  now: Date,
): { validFrom: Date; validUntil: Date } {
  const window = assertWindow(wanted, now);
  const from = window.validFrom ?? now;
  if (from.getTime() < now.getTime() - clockSkewMs) {
    throw new AppError("access.window_past", { until: from.toISOString() });
  }
  const validFrom = from < now ? now : from;
  const validUntil = new Date(wanted.validUntil);
  if (validUntil.getTime() - validFrom.getTime() > delegationDaysMax * dayMs) {
    throw new AppError("delegation.too_long", { days: delegationDaysMax });
  }
  return { validFrom, validUntil };
}
