import type { SimulatedChange } from "@gloria/contracts";
import { delegations, grants, type TenantTransaction, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, asc, count, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { visibleUsers } from "../../organisation/index.ts";
import type { Candidate, CandidatePlace } from "./find-candidates.ts";

interface Seeds {
  readonly users: string[];
  readonly roles: string[];
  readonly positions: string[];
  readonly departments: string[];
  everybody: boolean;
}

/**
 * The people whose rights some changes can reach, before they are made: those that they name, all who have a role (or
 * one that takes over from it) or a position that they name, and everybody to whom any of these delegates. Of those
 * whose rights the caller may read, by name; `total` counts them all.
 */
export async function findAffected(
  tx: TenantTransaction,
  access: Access,
  changes: readonly SimulatedChange[],
  { after, limit }: { readonly after: CandidatePlace | null; readonly limit: number },
): Promise<{ people: Candidate[]; total: number }> {
  const seeds = await seedsOf(tx, changes);
  const affected = and(
    eq(users.tenantId, tx.tenantId),
    isNull(users.deletedAt),
    seeds.everybody ? undefined : sql`${users.id} in (${reachedFrom(tx.tenantId, seeds)})`,
    visibleUsers(access, "permission:read"),
  );
  const [people, [counted]] = await Promise.all([
    tx.db
      .select({ id: users.id, name: users.name, sortName: users.sortName })
      .from(users)
      .where(
        and(
          affected,
          after === null
            ? undefined
            : sql`(${users.sortName}, ${users.id}) > (${after[0]} collate "C", ${after[1]}::uuid)`,
        ),
      )
      .orderBy(asc(users.sortName), asc(users.id))
      .limit(limit),
    tx.db.select({ total: count() }).from(users).where(affected),
  ]);
  return { people, total: counted?.total ?? 0 };
}

async function seedsOf(tx: TenantTransaction, changes: readonly SimulatedChange[]): Promise<Seeds> {
  const seeds: Seeds = { users: [], roles: [], positions: [], departments: [], everybody: false };
  const by = { user: seeds.users, role: seeds.roles, position: seeds.positions, department: seeds.departments };
  const endedGrants: string[] = [];
  const revoked: string[] = [];
  for (const change of changes) {
    switch (change.kind) {
      case "role_assign":
      case "role_remove":
        seeds.users.push(change.userId);
        break;
      case "role_grant_add":
      case "role_grant_end":
      case "role_edge_add":
      case "role_edge_remove":
        seeds.roles.push(change.id);
        break;
      case "grant_add":
        by[change.subjectKind].push(change.subjectId);
        break;
      case "grant_end":
        endedGrants.push(change.id);
        break;
      case "delegation_add":
        seeds.users.push(change.delegateId);
        break;
      case "delegation_revoke":
        revoked.push(change.id);
        break;
      case "user_suspend":
        seeds.users.push(change.id);
        break;
      case "module_switch":
        seeds.everybody = true;
    }
  }
  const [subjects, delegates] = await Promise.all([
    endedGrants.length === 0
      ? []
      : tx.db
          .select({ kind: grants.subjectKind, id: grants.subjectId })
          .from(grants)
          .where(and(eq(grants.tenantId, tx.tenantId), inArray(grants.id, endedGrants))),
    revoked.length === 0
      ? []
      : tx.db
          .select({ id: delegations.delegateId })
          .from(delegations)
          .where(and(eq(delegations.tenantId, tx.tenantId), inArray(delegations.id, revoked))),
  ]);
  for (const { kind, id } of subjects) by[kind].push(id);
  for (const { id } of delegates) seeds.users.push(id);
  return seeds;
}

function reachedFrom(tenantId: string, seeds: Seeds): SQL {
  const tenant = sql`${tenantId}::uuid`;
  const ids = (list: readonly string[]) => sql`${sql.param([...list])}::uuid[]`;
  return sql`
    with recursive carrying(id) as (
      select unnest(${ids(seeds.roles)})
      union
      select e.child_role_id from gloria.role_edges e join carrying c on e.parent_role_id = c.id
      where e.tenant_id = ${tenant} and e.ended_at is null and e.inherit
    ), below(id) as (
      select unnest(${ids(seeds.departments)})
      union
      select d.id from gloria.departments d join below b on d.parent_id = b.id where d.tenant_id = ${tenant}
    ), reached(user_id) as (
      select * from (
        select unnest(${ids(seeds.users)})
        union
        select a.user_id from carrying c
        join gloria.role_assignments a on a.tenant_id = ${tenant} and a.role_id = c.id and a.ended_at is null
        union
        select a.user_id from gloria.assignments a
        join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
        where a.tenant_id = ${tenant} and a.ended_at is null
          and (a.position_id = any(${ids(seeds.positions)})
            or coalesce(a.department_id, p.department_id) in (select id from below))
      ) named(user_id)
      union
      select d.delegate_id from gloria.delegations d join reached r on d.delegator_id = r.user_id
      where d.tenant_id = ${tenant} and d.kind = 'PERMISSION' and d.ended_at is null
    )
    select user_id from reached`;
}
