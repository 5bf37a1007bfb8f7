import type { SimulatedChange } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { suspendUser } from "../../organisation/index.ts";
import type { Services } from "../../platform/index.ts";
import { delegate, revokeDelegation } from "../delegations/index.ts";
import { createGrant, endGrant } from "../grants/index.ts";
import { updateModule } from "../modules/index.ts";
import { assignRole, changeRoleHierarchy, endRoleGrant, grantToRole, removeRole } from "../roles/index.ts";

/** Makes a change by the very verb that makes it for real, with all that the verb asks. Errors: the verb's. */
export async function applyChange(services: Services, ctx: TenantContext, change: SimulatedChange): Promise<void> {
  switch (change.kind) {
    case "role_assign":
      await assignRole(services, ctx, inputOf(change));
      return;
    case "role_remove":
      await removeRole(services, ctx, inputOf(change));
      return;
    case "role_grant_add":
      await grantToRole(services, ctx, inputOf(change));
      return;
    case "role_grant_end":
      await endRoleGrant(services, ctx, inputOf(change));
      return;
    case "role_edge_add":
      await changeRoleHierarchy(services, ctx, { ...inputOf(change), action: "add" });
      return;
    case "role_edge_remove":
      await changeRoleHierarchy(services, ctx, { ...inputOf(change), action: "remove" });
      return;
    case "grant_add":
      await createGrant(services, ctx, inputOf(change));
      return;
    case "grant_end":
      await endGrant(services, ctx, inputOf(change));
      return;
    case "delegation_add":
      await delegate(services, ctx, inputOf(change));
      return;
    case "delegation_revoke":
      await revokeDelegation(services, ctx, inputOf(change));
      return;
    case "user_suspend":
      await suspendUser(services, ctx, inputOf(change));
      return;
    case "module_switch":
      await updateModule(services, ctx, inputOf(change));
  }
}

function inputOf<Change extends SimulatedChange>(change: Change): Omit<Change, "kind"> {
  const { kind: _, ...input } = change;
  return input;
}
