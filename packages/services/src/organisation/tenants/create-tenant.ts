import { type CreateTenantInput, createTenantInput, type Tenant } from "@gloria/contracts";
import { AppError, idToHex, newId, type TenantContext } from "@gloria/core";
import { withNewTenant } from "@gloria/db";
import { parseInput, recordAudit, type Services } from "../../platform/index.ts";
import { readTenantRow } from "./tenant-queries.ts";

/**
 * Founds a tenant. No actor inside a tenant may: only a named part of Gloria itself (the CLI, a seed).
 *
 * Errors: `access.denied`, `tenant.code_in_use`.
 */
export async function createTenant(
  services: Services,
  caller: Pick<TenantContext, "actor" | "origin" | "locale">,
  input: CreateTenantInput,
): Promise<Tenant> {
  const fields = parseInput(createTenantInput, input);
  if (caller.actor.kind !== "system") throw new AppError("access.denied", { permission: "platform.tenant:create" });
  const id = newId();
  const row = { ...fields, clerkOrgId: fields.clerkOrgId ?? `org_${idToHex(id)}` };
  return withNewTenant(services.app, { ...caller, tenantId: id, schoolId: null }, row, async (tx) => {
    await recordAudit(tx, "tenant.create", {
      entity: { type: "tenant", id, version: 1, label: row.name },
      snapshot: { ...row },
    });
    return readTenantRow(tx);
  });
}
