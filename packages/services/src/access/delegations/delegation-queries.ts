import { AppError } from "@gloria/core";
import { delegations, type TenantTransaction, users } from "@gloria/db";
import { type Access, rowFilterSql, type Target } from "@gloria/permissions";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { holdsToday } from "../../organisation/index.ts";

const delegators = alias(users, "delegators");
const delegates = alias(users, "delegates");

const personColumns = (people: typeof delegators | typeof delegates) => ({
  id: people.id,
  name: people.name,
  homeSchoolId: people.homeSchoolId,
  isActive: sql<boolean>`(${people.status} = 'active' and ${people.deletedAt} is null)`,
});

/** Delegations of permissions with the people on both sides; conditions, order and limit are the caller's. */
export function selectDelegations(tx: TenantTransaction) {
  return tx.db
    .select({ row: delegations, delegator: personColumns(delegators), delegate: personColumns(delegates) })
    .from(delegations)
    .innerJoin(
      delegators,
      and(eq(delegators.tenantId, delegations.tenantId), eq(delegators.id, delegations.delegatorId)),
    )
    .innerJoin(delegates, and(eq(delegates.tenantId, delegations.tenantId), eq(delegates.id, delegations.delegateId)));
}

export type LoadedDelegation = Awaited<ReturnType<typeof selectDelegations>>[number];

/** @throws AppError `delegation.not_found` */
export async function loadDelegation(tx: TenantTransaction, id: string): Promise<LoadedDelegation> {
  const [loaded] = await selectDelegations(tx).where(
    and(eq(delegations.tenantId, tx.tenantId), eq(delegations.id, id), eq(delegations.kind, "PERMISSION")),
  );
  if (loaded === undefined) throw new AppError("delegation.not_found");
  return loaded;
}

/** What permissions see of what one delegates: one's own. */
export function ownDelegations(tenantId: string, delegatorId: string): Target {
  return { tenantId, ownerId: delegatorId, departmentIds: [], schoolIds: [] };
}

/** The rows of {@link selectDelegations} that the caller may read: by the places of whoever delegates. */
export function visibleDelegations(access: Access): SQL | undefined {
  const heldWhere = (condition: SQL) =>
    sql`exists (select 1 from gloria.assignments a where a.tenant_id = ${delegations.tenantId} and a.user_id = ${delegations.delegatorId}
      and ${condition} and ${holdsToday("a")})`;
  const held = (column: "school_id" | "department_id", ids: readonly string[]) =>
    heldWhere(sql`a.${sql.raw(column)} = any(${sql.param(ids)}::uuid[])`);
  return rowFilterSql(access.filter("delegation:read"), {
    own: (userId) => sql`(${delegations.delegatorId} = ${userId}::uuid or ${delegations.delegateId} = ${userId}::uuid)`,
    school: (ids) => sql`(${delegators.homeSchoolId} = any(${sql.param(ids)}::uuid[]) or ${held("school_id", ids)})`,
    department: (ids) => held("department_id", ids),
    schoolless: sql`(${delegators.homeSchoolId} is null and not ${heldWhere(sql`a.school_id is not null`)})`,
    resource: null,
  });
}
