import { type ListRolesInput, listRolesInput, type Page, type Role } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { roles } from "@gloria/db";
import { rowFilterSql } from "@gloria/permissions";
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import {
  beginsNameOrCode,
  decodeCursor,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  textKey,
} from "../../platform/index.ts";
import { selectRoles, toRole } from "./role-queries.ts";

export interface RolePage extends Page<Role> {
  readonly can: { readonly create: boolean };
}

const levelKey = z.tuple([z.int(), z.guid()]);

/** The foundation's roles, by level or name, with how many have them. Errors: `access.denied`. */
export async function listRoles(services: Services, ctx: TenantContext, input: ListRolesInput): Promise<RolePage> {
  const wanted = parseInput(listRolesInput, input);
  const byLevel = wanted.sort === "level";
  const after = byLevel
    ? decodeCursor(wanted.cursor, wanted.sort, levelKey)
    : decodeCursor(wanted.cursor, wanted.sort, textKey);
  const downwards = wanted.sort === "-name";
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("role:read");
    const rows = await selectRoles(tx)
      .where(
        and(
          eq(roles.tenantId, tx.tenantId),
          rowFilterSql(access.filter("role:read"), {
            own: null,
            school: null,
            department: null,
            schoolless: sql`true`,
            resource: { type: "role", is: (ids) => sql`${roles.id} = any(${sql.param(ids)}::uuid[])` },
          }),
          wanted.deleted ? isNotNull(roles.deletedAt) : isNull(roles.deletedAt),
          wanted.q === undefined ? undefined : beginsNameOrCode(wanted.q, roles.name, roles.code),
          wanted.system === undefined ? undefined : eq(roles.isSystem, wanted.system),
          wanted.level === undefined ? undefined : eq(roles.level, wanted.level),
          after === null ? undefined : keysetOf(byLevel, downwards, after),
        ),
      )
      .orderBy(
        byLevel ? asc(roles.level) : downwards ? desc(byName) : asc(byName),
        downwards ? desc(roles.id) : asc(roles.id),
      )
      .limit(wanted.limit + 1);
    const page = pageFrom(
      rows,
      wanted.limit,
      (row) => toRole(row, access),
      ({ role }) => ({ sort: wanted.sort, after: [byLevel ? role.level : role.name, role.id] }),
    );
    return { ...page, can: { create: access.can("role:create") } };
  });
}

const byName = sql`${roles.name} collate "C"`;

function keysetOf(byLevel: boolean, downwards: boolean, [value, id]: readonly [string | number, string]): SQL {
  if (byLevel) return sql`(${roles.level}, ${roles.id}) > (${value}::int, ${id}::uuid)`;
  return sql`(${byName}, ${roles.id}) ${downwards ? sql`<` : sql`>`} (${value} collate "C", ${id}::uuid)`;
}
