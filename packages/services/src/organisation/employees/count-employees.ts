import { type ListEmployeesInput, listEmployeesInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { employees, users } from "@gloria/db";
import { and, count } from "drizzle-orm";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { linkedUserJoin, visibleEmployees } from "./employee-queries.ts";
import { filtersOf } from "./list-employees.ts";

/** How many employees the list has under these filters, a search among them. */
export async function countEmployees(
  services: Services,
  ctx: TenantContext,
  input: Omit<ListEmployeesInput, "limit" | "cursor">,
): Promise<number> {
  const wanted = parseInput(listEmployeesInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("employee:read");
    const visible = visibleEmployees(access);
    const [row] = await tx.db
      .select({ total: count() })
      .from(employees)
      .leftJoin(users, linkedUserJoin)
      .where(and(visible, ...filtersOf(tx, wanted)));
    return row?.total ?? 0;
  });
}
