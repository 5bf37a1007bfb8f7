import { type CreateGuardrailInput, createGuardrailInput, type GuardrailChange } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { guardrails } from "@gloria/db";
import { parseInput, recordAudit, type Services } from "../../platform/index.ts";
import { changeRights, expandForGrant, keepAdministrator, loadKnownPermissions } from "../escalation/index.ts";
import { assertCondition } from "../grants/assert-condition.ts";
import { assertWindow } from "../grants/assert-window.ts";
import { getResource } from "../grants/resource-targets.ts";
import { loadGuardrail, toGuardrail } from "./guardrail-queries.ts";

/** Without these nobody could see a guardrail, or lift it. */
const wayOut = ["guardrail:read", "guardrail:close"];

/**
 * Forbids something to everybody, whatever else grants it. It holds for the whole foundation, and so must the caller's
 * right to set it.
 *
 * Errors: `access.denied`, `access.unknown_permission`, `access.platform_only`, `guardrail.locks_out`,
 * `resource.not_found`, `access.condition_invalid`, `access.window_past`, `access.window_order`,
 * `access.last_administrator` when nobody could administer the foundation under it.
 */
export async function createGuardrail(
  services: Services,
  ctx: TenantContext,
  input: CreateGuardrailInput,
): Promise<GuardrailChange> {
  const wanted = parseInput(createGuardrailInput, input);
  const { kind, name, code, reason } = wanted;
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assertRegion("guardrail:create", { scope: "ALL" });
    const { now } = await tx.opening;
    const permissions = expandForGrant(await loadKnownPermissions(tx), code);
    const closed = permissions.find((permission) => wayOut.includes(permission));
    if (closed !== undefined) throw new AppError("guardrail.locks_out", { permission: closed });
    const resource =
      wanted.resource === undefined ? null : await getResource(tx, wanted.resource.type, wanted.resource.id);
    const id = newId();
    const values = {
      kind,
      name,
      code,
      resourceType: resource?.type ?? null,
      resourceId: resource?.id ?? null,
      condition: assertCondition(wanted.condition, code, ctx.locale),
      ...assertWindow(wanted, now),
      reason,
    };
    await keepAdministrator(tx, () =>
      tx.db.insert(guardrails).values({ ...values, tenantId: tx.tenantId, id, createdBy: access.userId }),
    );
    await recordAudit(tx, "guardrail.create", {
      entity: { type: "guardrail", id, label: name },
      snapshot: {
        ...values,
        validFrom: values.validFrom?.toISOString() ?? null,
        validUntil: values.validUntil?.toISOString() ?? null,
      },
      reason,
    });
    return { guardrail: toGuardrail(await loadGuardrail(tx, id), access), permissions };
  });
}
