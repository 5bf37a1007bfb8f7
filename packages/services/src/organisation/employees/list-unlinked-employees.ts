import { type ListUnlinkedInput, listUnlinkedInput, type Page, type UnlinkedEmployee } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { employees, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import {
  decodeCursor,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  textKey,
  type VerbTransaction,
} from "../../platform/index.ts";
import { visibleUsers } from "../users/user-queries.ts";
import { selectEmployees, toEmployeeRow, visibleEmployees } from "./employee-queries.ts";
import { beginsNameOrNip } from "./list-employees.ts";

type Suggestion = UnlinkedEmployee["suggestions"][number];

const sort = "name";

/**
 * Employees whose NIP no user has, by name, each with the users without an employee that they may be: those of the
 * same e-mail address, then those of the same name, as far as the caller may see them.
 */
export async function listUnlinkedEmployees(
  services: Services,
  ctx: TenantContext,
  input: ListUnlinkedInput,
): Promise<Page<UnlinkedEmployee>> {
  const wanted = parseInput(listUnlinkedInput, input);
  const after = decodeCursor(wanted.cursor, sort, textKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("employee:read");
    const rows = await selectEmployees(tx)
      .where(
        and(
          eq(employees.tenantId, tx.tenantId),
          visibleEmployees(access),
          isNull(employees.deletedAt),
          isNull(users.id),
          wanted.q === undefined ? undefined : beginsNameOrNip(wanted.q),
          after === null
            ? undefined
            : sql`(${employees.sortName}, ${employees.id}) > (${after[0]} collate "C", ${after[1]}::uuid)`,
        ),
      )
      .orderBy(asc(employees.sortName), asc(employees.id))
      .limit(wanted.limit + 1);
    const ids = rows.slice(0, wanted.limit).map(({ employee }) => employee.id);
    const suggestions = await suggestUsers(tx, access, ids);
    return pageFrom(
      rows,
      wanted.limit,
      (row) => ({ ...toEmployeeRow(row, access), suggestions: suggestions.get(row.employee.id) ?? [] }),
      ({ employee }) => ({ sort, after: [employee.sortName, employee.id] }),
    );
  });
}

/** Employee → at most five users. */
async function suggestUsers(
  tx: VerbTransaction,
  access: Access,
  employeeIds: readonly string[],
): Promise<Map<string, Suggestion[]>> {
  const found = new Map<string, Suggestion[]>();
  if (employeeIds.length === 0 || !access.can("user:read")) return found;
  const sameAddress = sql`lower(${users.email}) = lower(${employees.email})`;
  // Each by an index of its own: one condition for both would read everybody.
  const matches = (condition: ReturnType<typeof sql>, by: Suggestion["by"]) =>
    tx.db
      .select({
        employeeId: employees.id,
        userId: users.id,
        name: users.name,
        email: users.email,
        nip: users.nip,
        by: sql<Suggestion["by"]>`${by}::text`,
      })
      .from(employees)
      .innerJoin(users, and(eq(users.tenantId, employees.tenantId), isNull(users.deletedAt), condition))
      .where(
        and(
          eq(employees.tenantId, tx.tenantId),
          sql`${employees.id} = any(${sql.param(employeeIds)}::uuid[])`,
          visibleUsers(access),
          sql`not exists (select 1 from gloria.employees other where other.tenant_id = ${users.tenantId}
            and other.nip = ${users.nip} and other.deleted_at is null)`,
        ),
      )
      .orderBy(asc(users.id))
      .limit(1000);
  const [byAddress, byName] = await Promise.all([
    matches(sameAddress, "email"),
    matches(sql`${users.sortName} = ${employees.sortName}`, "name"),
  ]);
  for (const { employeeId, ...suggestion } of [...byAddress, ...byName]) {
    const known = found.get(employeeId) ?? [];
    found.set(employeeId, known);
    if (known.length < 5 && !known.some(({ userId }) => userId === suggestion.userId)) known.push(suggestion);
  }
  return found;
}
