import { type Grant, type ListGrantsInput, listGrantsInput, type Page } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { grants } from "@gloria/db";
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import {
  decodeCursor,
  escapeLike,
  instantKey,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
} from "../../platform/index.ts";
import { selectGrants, stateSql, toGrant, visibleGrants } from "./grant-queries.ts";

const sort = "-createdAt";

export interface GrantPage extends Page<Grant> {
  readonly can: { readonly create: boolean };
}

/** The grants that the caller may see, the latest first. Errors: `access.denied`. */
export async function listGrants(services: Services, ctx: TenantContext, input: ListGrantsInput): Promise<GrantPage> {
  const wanted = parseInput(listGrantsInput, input);
  const after = decodeCursor(wanted.cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission:read");
    const rows = await selectGrants(tx)
      .where(
        and(
          eq(grants.tenantId, tx.tenantId),
          visibleGrants(access),
          wanted.subjectKind === undefined ? undefined : eq(grants.subjectKind, wanted.subjectKind),
          wanted.subjectId === undefined ? undefined : eq(grants.subjectId, wanted.subjectId),
          wanted.permission === undefined ? undefined : eq(grants.code, wanted.permission),
          wanted.effect === undefined ? undefined : eq(grants.effect, wanted.effect),
          wanted.scope === undefined ? undefined : eq(grants.scope, wanted.scope),
          wanted.state === undefined ? undefined : sql`${stateSql('"gloria"."grants"')} = ${wanted.state}`,
          resourceFilter(wanted.resource),
          wanted.q === undefined ? undefined : matchesText(wanted.q),
          after === null
            ? undefined
            : sql`(${grants.createdAt}, ${grants.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(grants.createdAt), desc(grants.id))
      .limit(wanted.limit + 1);
    const page = pageFrom(
      rows,
      wanted.limit,
      (row) => toGrant(row, access),
      (row) => ({ sort, after: [row.createdAt, row.id] }),
    );
    return { ...page, can: { create: access.can("permission:assign") } };
  });
}

function resourceFilter(wanted: boolean | undefined): SQL | undefined {
  if (wanted === undefined) return undefined;
  return wanted ? isNotNull(grants.resourceType) : isNull(grants.resourceType);
}

function matchesText(query: string): SQL {
  const like = sql`'%' || gloria.fold(${escapeLike(query)}) || '%'`;
  return sql`(${grants.code} like ${like} or gloria.fold(coalesce(${grants.reason}, '')) like ${like})`;
}
