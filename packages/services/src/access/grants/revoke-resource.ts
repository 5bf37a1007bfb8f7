import { type GrantChange, type RevokeResourceInput, revokeResourceInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, type Services } from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import { closeGrant } from "./end-grant.ts";

/** Takes back a grant that is about one thing. Errors: `grant.not_found` for any other, and those of {@link endGrant}. */
export async function revokeResource(
  services: Services,
  ctx: TenantContext,
  input: RevokeResourceInput,
): Promise<GrantChange> {
  const wanted = parseInput(revokeResourceInput, input);
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("permission:assign");
    return closeGrant(tx, access, wanted.id, { reason: wanted.reason, only: (row) => row.resourceId !== null });
  });
}
