import { isPlatformCode, type PermissionDefinition } from "@gloria/contracts";
import type { CompiledFacts } from "./compiled-facts.ts";
import type { Decision, DecisionReason } from "./decision.ts";
import type { Target } from "./scope-match.ts";

const outright = (reason: DecisionReason): Decision => ({ allowed: false, layer: "GUARDRAIL", ruleId: null, reason });
const tenantInactive = outright("tenant_inactive");
const userInactive = outright("user_inactive");
const unknownPermission = outright("unknown_permission");
const otherTenant = outright("other_tenant");
const platformOnly = outright("platform_only");
const moduleDisabled = outright("module_disabled");

/** What stands in the way of a person or of a permission as such; null when nothing does. */
export function refusedOutright(
  facts: CompiledFacts,
  permission: PermissionDefinition | null,
  target?: Target,
): Decision | null {
  if (!facts.tenantActive) return tenantInactive;
  if (!facts.userActive) return userInactive;
  if (permission === null) return unknownPermission;
  if (target?.tenantId !== undefined && target.tenantId !== facts.tenantId) return otherTenant;
  if (!facts.platform && isPlatformCode(permission.code)) return platformOnly;
  if (facts.disabledModules?.has(permission.module) === true) return moduleDisabled;
  return null;
}
