import { type ListSchoolsInput, listSchoolsInput, type Page, type School } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { schools } from "@gloria/db";
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import {
  decodeCursor,
  escapeLike,
  instantKey,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  textKey,
} from "../../platform/index.ts";
import { toSchool, visibleSchools } from "./school-queries.ts";

export interface SchoolPage extends Page<School> {
  readonly can: { readonly create: boolean };
}

/** The schools that the caller may see; `q` looks into name, code, NPSN and city. */
export async function listSchools(
  services: Services,
  ctx: TenantContext,
  input: ListSchoolsInput,
): Promise<SchoolPage> {
  const wanted = parseInput(listSchoolsInput, input);
  const byName = wanted.sort === "name" || wanted.sort === "-name";
  const after = byName
    ? decodeCursor(wanted.cursor, wanted.sort, textKey)
    : decodeCursor(wanted.cursor, wanted.sort, instantKey);
  const downwards = wanted.sort.startsWith("-");
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("school:read");
    const column = byName ? schools.sortName : schools.createdAt;
    const rows = await tx.db
      .select()
      .from(schools)
      .where(
        and(
          eq(schools.tenantId, tx.tenantId),
          visibleSchools(access),
          wanted.deleted ? isNotNull(schools.deletedAt) : isNull(schools.deletedAt),
          wanted.level === undefined ? undefined : eq(schools.level, wanted.level),
          wanted.status === undefined ? undefined : eq(schools.status, wanted.status),
          wanted.q === undefined ? undefined : matchesText(wanted.q),
          after === null ? undefined : keysetOf(column, byName, downwards, after),
        ),
      )
      .orderBy(...(downwards ? [desc(column), desc(schools.id)] : [asc(column), asc(schools.id)]))
      .limit(wanted.limit + 1);
    const page = pageFrom(
      rows,
      wanted.limit,
      (row) => toSchool(row, access),
      (row) => ({ sort: wanted.sort, after: [byName ? row.sortName : row.createdAt.toISOString(), row.id] }),
    );
    return { ...page, can: { create: access.can("school:create") } };
  });
}

function keysetOf(
  column: typeof schools.sortName | typeof schools.createdAt,
  byName: boolean,
  downwards: boolean,
  [value, id]: readonly [string, string],
): SQL {
  const place = byName ? sql`${value} collate "C"` : sql`${value}::timestamptz`;
  return sql`(${column}, ${schools.id}) ${downwards ? sql`<` : sql`>`} (${place}, ${id}::uuid)`;
}

function matchesText(query: string): SQL {
  const like = sql`'%' || gloria.fold(${escapeLike(query)}) || '%'`;
  return sql`(${schools.sortName} like ${like} or lower(${schools.code}) like ${like} or ${schools.npsn} = ${query} or gloria.fold(${schools.city}) like ${like})`;
}
