import { checkPermissionInput, type checkPermissionOutput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { users } from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { parseInput, readAtOnce, type Services } from "../../platform/index.ts";

export type PermissionAnswer = z.infer<typeof checkPermissionOutput>;

/**
 * Whether a person may do something; about oneself always, about another with `permission:read` over them.
 *
 * Errors: `user.not_found`, `access.denied`.
 */
export async function checkPermission(
  services: Services,
  ctx: TenantContext,
  input: z.input<typeof checkPermissionInput>,
): Promise<PermissionAnswer> {
  const { code, userId, target } = parseInput(checkPermissionInput, input);
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return readAtOnce(services, ctx, async (tx) => {
    const [own, { epoch }] = await Promise.all([tx.access, tx.opening]);
    let access = own;
    if (userId !== undefined && userId !== actor.userId) {
      const [person] = await tx.db
        .select({ id: users.id, homeSchoolId: users.homeSchoolId })
        .from(users)
        .where(and(eq(users.tenantId, tx.tenantId), eq(users.id, userId)));
      if (person === undefined) throw new AppError("user.not_found");
      own.assert("permission:read", {
        ownerId: person.id,
        schoolIds: person.homeSchoolId === null ? [] : [person.homeSchoolId],
      });
      access = await services.permissions.accessOfUser(tx, userId);
    }
    const decision = access.checkText(
      target === undefined ? { code } : { code, target: toTarget(tx.tenantId, target) },
    );
    return { allowed: decision.allowed, layer: decision.layer, reason: decision.reason, epoch };
  });
}

function toTarget(tenantId: string, target: NonNullable<z.output<typeof checkPermissionInput>["target"]>): Target {
  return { tenantId, ...target };
}
