import type { PositionScope } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import type { Holding } from "./holdings.ts";

type Held = Pick<Holding, "positionId" | "schoolId" | "departmentId">;

/**
 * The rights that come with one of two positions, where it is exercised, and not with the other; those that lie in a
 * window today.
 */
export async function compareScopes(
  tx: TenantTransaction,
  left: Held,
  taken: Held,
): Promise<{ lost: PositionScope[]; gained: PositionScope[] }> {
  const grants = await tx.sql.unsafe<(Omit<PositionScope, "schoolId" | "departmentId"> & { positionId: string })[]>(
    `select distinct subject_id as "positionId", code, effect, scope from gloria.grants
     where tenant_id = $1::uuid and subject_kind = 'position' and subject_id in ($2::uuid, $3::uuid) and ended_at is null
       and (valid_from is null or valid_from <= now()) and (valid_until is null or valid_until > now())
     order by code, effect, scope`,
    [tx.tenantId, left.positionId, taken.positionId],
  );
  const scopesOf = (held: Held): PositionScope[] =>
    grants
      .filter((grant) => grant.positionId === held.positionId)
      .map(({ code, effect, scope }) => ({
        code,
        effect,
        scope,
        // The whole tenant and one's own are the same wherever a position is exercised.
        schoolId: scope === "SCHOOL" || scope === "DEPARTMENT" ? held.schoolId : null,
        departmentId: scope === "DEPARTMENT" ? held.departmentId : null,
      }));
  const [before, after] = [scopesOf(left), scopesOf(taken)];
  const without = (scopes: PositionScope[], others: PositionScope[]) => {
    const known = new Set(others.map((scope) => JSON.stringify(scope)));
    return scopes.filter((scope) => !known.has(JSON.stringify(scope)));
  };
  return { lost: without(before, after), gained: without(after, before) };
}
