import { type UserPermissions, userIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { users } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { effectivePermission } from "../sign-in/effective-permissions.ts";

/** What a person may do, each with its source; about oneself always, about another with `permission:read` over them. */
export async function getUserPermissions(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<UserPermissions> {
  const { id } = parseInput(userIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [own, { epoch }, [person]] = await Promise.all([
      tx.access,
      tx.opening,
      tx.db
        .select({ homeSchoolId: users.homeSchoolId })
        .from(users)
        .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id))),
    ]);
    if (person === undefined) throw new AppError("user.not_found");
    if (own.userId !== id) {
      own.assert("permission:read", {
        ownerId: id,
        departmentIds: [],
        schoolIds: person.homeSchoolId === null ? [] : [person.homeSchoolId],
      });
    }
    const access = own.userId === id ? own : await services.permissions.accessOfUser(tx, id);
    return {
      epoch,
      items: access.effective().map((permission) => ({
        ...effectivePermission(permission),
        limited: permission.limited,
        source: {
          ruleId: permission.source.ruleId,
          roleId: permission.source.roleId,
          positionId: permission.source.positionId,
          assignmentId: permission.source.assignmentId,
        },
      })),
    };
  });
}
