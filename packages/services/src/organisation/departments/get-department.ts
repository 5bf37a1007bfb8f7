import { type Department, departmentIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { departmentTarget, findDepartment, toDepartment } from "./department-queries.ts";

/** One department by id, deleted or not. Errors: `department.not_found`, `access.denied`. */
export async function getDepartment(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<Department> {
  const { id } = parseInput(departmentIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [found, access] = await Promise.all([findDepartment(tx, id), tx.access]);
    access.assert("department:read", departmentTarget(found.department));
    return toDepartment(found, access);
  });
}
