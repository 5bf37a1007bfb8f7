import { type provisionedRoleOutput, provisionRoleInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { roles } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { gainsOfRole } from "../../access/index.ts";
import {
  assertMayGive,
  nextVersion,
  nowhere,
  parseInput,
  recordAudit,
  type Services,
  writeInTenant,
} from "../../platform/index.ts";

/**
 * Opens a role for identity providers, which may then say who has it, or closes it again. Who opens one must hold all
 * that it gives.
 *
 * Errors: `access.denied`, `access.escalation`, `access.outlasts_support`, `role.not_found`.
 */
export async function provisionRole(
  services: Services,
  ctx: TenantContext,
  input: z.input<typeof provisionRoleInput>,
): Promise<z.output<typeof provisionedRoleOutput>> {
  const { id, provisioned } = parseInput(provisionRoleInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    const access = await tx.access;
    access.assertRegion("role:update", { scope: "ALL" });
    const ofRole = and(eq(roles.tenantId, tx.tenantId), eq(roles.id, id), isNull(roles.deletedAt));
    const [before] = await tx.db.select().from(roles).where(ofRole).for("update");
    if (before === undefined) throw new AppError("role.not_found");
    if (provisioned) await assertMayGive(tx, access, await gainsOfRole(tx, id, "ALLOW", [nowhere]));
    if (before.isProvisioned !== provisioned) {
      await tx.db
        .update(roles)
        .set({ isProvisioned: provisioned, ...nextVersion(roles) })
        .where(ofRole);
      await recordAudit(tx, "role.provision", {
        entity: { type: "role", id, version: before.version + 1, label: before.name },
        changes: [
          { path: "isProvisioned", op: "replace", from: before.isProvisioned, to: provisioned, class: "internal" },
        ],
      });
    }
    return { id, name: before.name, provisioned };
  });
}
