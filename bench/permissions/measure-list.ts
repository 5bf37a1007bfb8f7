import { isDeepStrictEqual } from "node:util";
import type { TenantContext } from "@gloria/core";
import { newId } from "@gloria/core";
import { readTenant, users } from "@gloria/db";
import { rowFilterSql } from "@gloria/permissions";
import type { Services } from "@gloria/services";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import type { BenchData } from "../parts/bench-data.ts";

export interface ListResult {
  /** Milliseconds of each statement. */
  readonly filtered: readonly number[];
  readonly byHand: readonly number[];
}

const pageOf = 51;
const warmUps = 50;
const perRound = 200;

/**
 * The first page of the people whom somebody with a right over one school may see: by the filter that the permissions
 * give, and by the condition that one would write for that school by hand. The same rows in the same order, or it fails.
 */
export async function measureList(
  options: { readonly rounds: number },
  services: Services,
  owner: Sql,
  data: BenchData,
): Promise<ListResult> {
  const caller = data.staff.find(({ tenantId }) => tenantId === data.bigTenantId);
  if (caller === undefined) throw new Error("the big tenant has no staff");
  const { tenantId, userId, schoolId } = caller;
  const grantId = newId();
  await owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope, school_id)
    values (${tenantId}, ${grantId}, 'user', ${userId}, 'user:read', 'ALLOW', 'SCHOOL', ${schoolId})`;
  const ctx: TenantContext = {
    tenantId,
    actor: { kind: "user", userId, sessionId: null },
    origin: { requestId: newId(), ip: null, userAgent: null, traceId: null, channel: "api" },
    locale: "id",
    schoolId: null,
  };
  try {
    const byHand = sql`(${users.homeSchoolId} = ${schoolId}::uuid or ${users.id} = ${userId}::uuid or exists (
      select 1 from gloria.assignments a where a.tenant_id = ${users.tenantId} and a.user_id = ${users.id}
        and a.school_id = ${schoolId}::uuid and ${holdsToday}))`;
    const times: { filtered: number[]; byHand: number[] } = { filtered: [], byHand: [] };
    for (let n = -warmUps; n < options.rounds * perRound; n += 1) {
      const ours = () => page(services, ctx, null);
      const theirs = () => page(services, ctx, byHand);
      const [first, second] = n % 2 === 0 ? [await ours(), await theirs()] : [await theirs(), await ours()];
      const [filtered, hand] = n % 2 === 0 ? [first, second] : [second, first];
      if (!isDeepStrictEqual(filtered.ids, hand.ids) || filtered.ids.length === 0) {
        throw new Error("the filter of the permissions and the condition by hand find other people");
      }
      if (n < 0) continue;
      times.filtered.push(filtered.ms);
      times.byHand.push(hand.ms);
    }
    return times;
  } finally {
    await owner`update gloria.grants set ended_at = now() where tenant_id = ${tenantId} and id = ${grantId}`;
  }
}

const holdsToday = sql.raw(`(a.ended_at is null and (
    (a.valid_from < current_date and (a.valid_until is null or a.valid_until > current_date + 1))
    or (a.valid_from <= current_date + 1 and (a.valid_until is null or a.valid_until >= current_date)
      and daterange(a.valid_from, a.valid_until) @> gloria.today_in(a.tenant_id, a.school_id))))`);

/** @param condition null: what the caller's permissions say. */
function page(
  { app, permissions }: Services,
  ctx: TenantContext,
  condition: SQL | null,
): Promise<{ ids: readonly string[]; ms: number }> {
  return readTenant(app, ctx, async (tx) => {
    const access = await permissions.accessFor(tx);
    const startedAt = performance.now();
    const where = condition ?? filterOf(access.filter("user:read"));
    const rows = await tx.db
      .select({ id: users.id, name: users.name, email: users.email, homeSchoolId: users.homeSchoolId })
      .from(users)
      .where(and(eq(users.tenantId, tx.tenantId), isNull(users.deletedAt), where))
      .orderBy(asc(users.sortName), asc(users.id))
      .limit(pageOf);
    return { ids: rows.map(({ id }) => id), ms: performance.now() - startedAt };
  });
}

/** The columns that the list of people maps places to. */
function filterOf(filter: Parameters<typeof rowFilterSql>[0]): SQL | undefined {
  const assigned = (column: SQL, ids: readonly string[]) =>
    sql`exists (select 1 from gloria.assignments a where a.tenant_id = ${users.tenantId} and a.user_id = ${users.id} and ${column} = any(${sql.param(ids)}::uuid[])
      and ${holdsToday})`;
  return rowFilterSql(filter, {
    own: (ownerId) => eq(users.id, ownerId),
    school: (ids) =>
      sql`(${users.homeSchoolId} = any(${sql.param(ids)}::uuid[]) or ${assigned(sql`a.school_id`, ids)})`,
    department: (ids) => assigned(sql`a.department_id`, ids),
    schoolless: isNull(users.homeSchoolId),
    resource: { type: "user", is: (ids) => sql`${users.id} = any(${sql.param(ids)}::uuid[])` },
  });
}
