import { type ListScimRolesInput, listScimRolesInput, type Page, type ScimRole } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { roles } from "@gloria/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import {
  beginsNameOrCode,
  decodeCursor,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  textKey,
} from "../../platform/index.ts";

const sort = "name";

/** The foundation's roles by name, and which of them an identity provider may give. Errors: `access.denied`. */
export async function listScimRoles(
  services: Services,
  ctx: TenantContext,
  input: ListScimRolesInput,
): Promise<Page<ScimRole>> {
  const wanted = parseInput(listScimRolesInput, input);
  const after = decodeCursor(wanted.cursor, sort, textKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assertRegion("role:read", { scope: "ALL" });
    const provision = access.can("role:update");
    const rows = await tx.db
      .select({ id: roles.id, name: roles.name, provisioned: roles.isProvisioned })
      .from(roles)
      .where(
        and(
          eq(roles.tenantId, tx.tenantId),
          isNull(roles.deletedAt),
          wanted.q === undefined ? undefined : beginsNameOrCode(wanted.q, roles.name, roles.code),
          after === null ? undefined : sql`(${roles.name}, ${roles.id}) > (${after[0]}, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(asc(roles.name), asc(roles.id))
      .limit(wanted.limit + 1);
    return pageFrom(
      rows,
      wanted.limit,
      (role) => ({ ...role, can: { provision } }),
      (role) => ({ sort, after: [role.name, role.id] }),
    );
  });
}
