import { type EndModuleAccessInput, endModuleAccessInput, type GrantChange } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, type Services } from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import { closeGrant } from "../grants/end-grant.ts";

/** Takes back a grant on a module. Errors: `grant.not_found` for any other, and those of {@link endGrant}. */
export async function endModuleAccess(
  services: Services,
  ctx: TenantContext,
  input: EndModuleAccessInput,
): Promise<GrantChange> {
  const wanted = parseInput(endModuleAccessInput, input);
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("permission:assign");
    return closeGrant(tx, access, wanted.id, { reason: wanted.reason, only: (row) => row.code.startsWith("module.") });
  });
}
