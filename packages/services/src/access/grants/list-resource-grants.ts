import {
  type ListResourceGrantsInput,
  type ListUserResourceGrantsInput,
  listResourceGrantsInput,
  listUserResourceGrantsInput,
  type Page,
  type ResourceGrant,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { grants, type TenantTransaction } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { findUserTarget } from "../../organisation/index.ts";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { selectGrants, toGrant, visibleGrants } from "./grant-queries.ts";
import { findResource, getResource } from "./resource-targets.ts";

const sort = "-createdAt";

interface Wanted {
  readonly limit: number;
  readonly after: readonly [string, string] | null;
}

/**
 * The open grants over single things that count for a person: their own, and those of their roles, positions and
 * departments. About oneself always, about another with `permission:read` over them.
 *
 * Errors: `user.not_found`, `access.denied`.
 */
export async function listUserResourceGrants(
  services: Services,
  ctx: TenantContext,
  input: ListUserResourceGrantsInput,
): Promise<Page<ResourceGrant>> {
  const wanted = parseInput(listUserResourceGrantsInput, input);
  const page = { limit: wanted.limit, after: decodeCursor(wanted.cursor, sort, instantKey) };
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const isOwn = access.userId === wanted.id.toLowerCase();
    if (!isOwn) access.assert("permission:read");
    const target = await findUserTarget(tx, wanted.id);
    if (!isOwn) access.assert("permission:read", target);
    return pageOfGrants(
      tx,
      access,
      page,
      sql`(${grants.subjectKind}, ${grants.subjectId}) in (${subjectsOf(tx, wanted.id)})`,
    );
  });
}

/** Everybody's open grants over one thing. Errors: `access.denied`, `resource.not_found`. */
export async function listResourceGrants(
  services: Services,
  ctx: TenantContext,
  input: ListResourceGrantsInput,
): Promise<Page<ResourceGrant>> {
  const wanted = parseInput(listResourceGrantsInput, input);
  const page = { limit: wanted.limit, after: decodeCursor(wanted.cursor, sort, instantKey) };
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission:read");
    await getResource(tx, wanted.type, wanted.id);
    return pageOfGrants(
      tx,
      access,
      page,
      and(visibleGrants(access), eq(grants.resourceType, wanted.type), eq(grants.resourceId, wanted.id)),
    );
  });
}

async function pageOfGrants(tx: TenantTransaction, access: Access, wanted: Wanted, which: SQL | undefined) {
  const { after } = wanted;
  const rows = await selectGrants(tx)
    .where(
      and(
        eq(grants.tenantId, tx.tenantId),
        isNotNull(grants.resourceId),
        isNull(grants.endedAt),
        sql`(${grants.validUntil} is null or ${grants.validUntil} > now())`,
        which,
        after === null
          ? undefined
          : sql`(${grants.createdAt}, ${grants.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(grants.createdAt), desc(grants.id))
    .limit(wanted.limit + 1);
  const named = await Promise.all(
    rows.map(async (row) => {
      const { resourceType, resourceId } = row;
      const resource =
        resourceType === null || resourceId === null ? null : await findResource(tx, resourceType, resourceId);
      return { row, resourceName: resource?.name ?? null };
    }),
  );
  return pageFrom(
    named,
    wanted.limit,
    ({ row, resourceName }): ResourceGrant => ({ ...toGrant(row, access), resourceName }),
    ({ row }) => ({ sort, after: [row.createdAt, row.id] }),
  );
}

/** The person and all by which they hold something today, as (kind, id). */
function subjectsOf(tx: TenantTransaction, userId: string): SQL {
  return sql`
    with recursive reached(id) as (
      select a.role_id from gloria.role_assignments a
      join gloria.roles r on r.tenant_id = a.tenant_id and r.id = a.role_id and r.deleted_at is null
      where a.tenant_id = ${tx.tenantId}::uuid and a.user_id = ${userId}::uuid and a.ended_at is null
        and a.valid_from <= now() and (a.valid_until is null or a.valid_until > now())
      union
      select e.parent_role_id from gloria.role_edges e join reached on e.child_role_id = reached.id
      join gloria.roles r on r.tenant_id = e.tenant_id and r.id = e.parent_role_id and r.deleted_at is null
      where e.tenant_id = ${tx.tenantId}::uuid and e.ended_at is null and e.inherit
    ), held as (
      select a.position_id, coalesce(a.department_id, p.department_id) as department_id
      from gloria.assignments a join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id and p.deleted_at is null
      where a.tenant_id = ${tx.tenantId}::uuid and a.user_id = ${userId}::uuid and a.ended_at is null
        and daterange(a.valid_from, a.valid_until) @> gloria.today_in(a.tenant_id, a.school_id)
    ), above(id, parent_id) as (
      select d.id, d.parent_id from gloria.departments d where d.tenant_id = ${tx.tenantId}::uuid and d.id in (select department_id from held)
      union
      select d.id, d.parent_id from gloria.departments d join above on d.id = above.parent_id where d.tenant_id = ${tx.tenantId}::uuid
    )
    select 'user'::text, ${userId}::uuid union all select 'role', id from reached
    union all select 'position', position_id from held union all select 'department', id from above`;
}
