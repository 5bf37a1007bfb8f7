import { type ListUnlinkedInput, listUnlinkedInput, type Page, type UnlinkedUser } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { employees, schools, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import {
  decodeCursor,
  escapeLike,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  textKey,
  type VerbTransaction,
} from "../../platform/index.ts";
import { visibleUsers } from "../users/user-queries.ts";
import { visibleEmployees } from "./employee-queries.ts";

type Suggestion = UnlinkedUser["suggestions"][number];

const sort = "name";

/**
 * Users without an employee (no NIP, or one that no employee has), by name, each with the employees without a user that
 * they may be: those of the same e-mail address, then those of the same name, as far as the caller may see them.
 */
export async function listUnlinkedUsers(
  services: Services,
  ctx: TenantContext,
  input: ListUnlinkedInput,
): Promise<Page<UnlinkedUser>> {
  const wanted = parseInput(listUnlinkedInput, input);
  const after = decodeCursor(wanted.cursor, sort, textKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:read");
    const rows = await tx.db
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        nip: users.nip,
        status: users.status,
        homeSchoolId: users.homeSchoolId,
        homeSchoolName: schools.name,
        sortName: users.sortName,
      })
      .from(users)
      .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)))
      .where(
        and(
          eq(users.tenantId, tx.tenantId),
          visibleUsers(access),
          isNull(users.deletedAt),
          sql`not exists (select 1 from gloria.employees e where e.tenant_id = ${users.tenantId} and e.nip = ${users.nip}
            and e.deleted_at is null)`,
          wanted.q === undefined ? undefined : beginsName(wanted.q),
          after === null
            ? undefined
            : sql`(${users.sortName}, ${users.id}) > (${after[0]} collate "C", ${after[1]}::uuid)`,
        ),
      )
      .orderBy(asc(users.sortName), asc(users.id))
      .limit(wanted.limit + 1);
    const ids = rows.slice(0, wanted.limit).map((row) => row.id);
    const suggestions = await suggestEmployees(tx, access, ids);
    return pageFrom(
      rows,
      wanted.limit,
      ({ sortName: _, ...row }) => ({ ...row, suggestions: suggestions.get(row.id) ?? [] }),
      (row) => ({ sort, after: [row.sortName, row.id] }),
    );
  });
}

function beginsName(query: string): SQL {
  return sql`' ' || ${users.sortName} like '% ' || gloria.fold(${escapeLike(query)}) || '%'`;
}

/** User → at most five employees. */
async function suggestEmployees(
  tx: VerbTransaction,
  access: Access,
  userIds: readonly string[],
): Promise<Map<string, Suggestion[]>> {
  const found = new Map<string, Suggestion[]>();
  if (userIds.length === 0 || !access.can("employee:read")) return found;
  const matches = (condition: SQL, by: Suggestion["by"]) =>
    tx.db
      .select({
        userId: users.id,
        nip: employees.nip,
        name: employees.name,
        email: employees.email,
        by: sql<Suggestion["by"]>`${by}::text`,
      })
      .from(users)
      .innerJoin(employees, and(eq(employees.tenantId, users.tenantId), isNull(employees.deletedAt), condition))
      .where(
        and(
          eq(users.tenantId, tx.tenantId),
          sql`${users.id} = any(${sql.param(userIds)}::uuid[])`,
          visibleEmployees(access),
          sql`not exists (select 1 from gloria.users other where other.tenant_id = ${employees.tenantId}
            and other.nip = ${employees.nip} and other.deleted_at is null)`,
        ),
      )
      .orderBy(asc(employees.nip))
      .limit(1000);
  const [byAddress, byName] = await Promise.all([
    matches(sql`lower(${employees.email}) = lower(${users.email})`, "email"),
    matches(sql`${employees.sortName} = ${users.sortName}`, "name"),
  ]);
  for (const { userId, ...suggestion } of [...byAddress, ...byName]) {
    const known = found.get(userId) ?? [];
    found.set(userId, known);
    if (known.length < 5 && !known.some(({ nip }) => nip === suggestion.nip)) known.push(suggestion);
  }
  return found;
}
