import {
  createEmployeeInput,
  deleteEmployeeInput,
  employeeNipInput,
  employeeOutput,
  employeePageOutput,
  getEmployeeInput,
  linkEmployeeInput,
  listEmployeesInput,
  listUnlinkedInput,
  nipRuleOutput,
  replaceNipInput,
  setNipRuleInput,
  unlinkedEmployeePageOutput,
  updateEmployeeInput,
} from "@gloria/contracts";
import {
  createEmployee,
  deleteEmployee,
  getEmployee,
  getNipRule,
  linkEmployee,
  listEmployees,
  listUnlinkedEmployees,
  replaceNip,
  restoreEmployee,
  setNipRule,
  unlinkEmployee,
  updateEmployee,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "employees";
const one = "/employees/{nip}";

export const employeesRouter = router({
  list: permitted("employee:read", {
    cost: "read",
    rest: { method: "GET", path: "/employees", tag, summary: "Page, filter and search employee master data" },
  })
    .input(asked(listEmployeesInput))
    .output(answered(employeePageOutput))
    .query(({ ctx, input }) => listEmployees(ctx.api.services, ctx.tenant, input)),
  unlinked: permitted("employee:read", {
    cost: "read",
    rest: { method: "GET", path: "/employees/unlinked", tag, summary: "Employees without a user, with suggestions" },
  })
    .input(asked(listUnlinkedInput))
    .output(answered(unlinkedEmployeePageOutput))
    .query(({ ctx, input }) => listUnlinkedEmployees(ctx.api.services, ctx.tenant, input)),
  nipRule: permitted("tenant:read", {
    cost: "read",
    rest: { method: "GET", path: "/employees/nip-rule", tag, summary: "What the foundation's NIPs look like" },
  })
    .output(answered(nipRuleOutput))
    .query(({ ctx }) => getNipRule(ctx.api.services, ctx.tenant)),
  setNipRule: permitted("tenant:update", {
    cost: "write",
    rest: { method: "PUT", path: "/employees/nip-rule", tag, summary: "Set what the foundation's NIPs look like" },
  })
    .input(asked(setNipRuleInput))
    .output(answered(nipRuleOutput))
    .mutation(({ ctx, input }) => setNipRule(ctx.api.services, ctx.tenant, input)),
  get: permitted("employee:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: one,
      tag,
      summary: "One employee; specific data in plain text for who may read it, which is audited",
    },
  })
    .input(asked(getEmployeeInput))
    .output(answered(employeeOutput))
    .query(({ ctx, input }) => getEmployee(ctx.api.services, ctx.tenant, input)),
  create: permitted("employee:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: "/employees",
      tag,
      summary: "Record an employee; without a NIP a provisional one is given",
      created: (employee: { nip: string }) => `/employees/${encodeURIComponent(employee.nip)}`,
    },
  })
    .input(asked(createEmployeeInput))
    .output(answered(employeeOutput))
    .mutation(({ ctx, input }) => createEmployee(ctx.api.services, ctx.tenant, input)),
  update: permitted("employee:update", {
    cost: "write",
    rest: { method: "PATCH", path: one, tag, summary: "Change an employee" },
  })
    .input(asked(updateEmployeeInput))
    .output(answered(employeeOutput))
    .mutation(({ ctx, input }) => updateEmployee(ctx.api.services, ctx.tenant, input)),
  delete: permitted("employee:delete", {
    cost: "write",
    rest: { method: "DELETE", path: one, tag, summary: "Delete an employee softly" },
  })
    .input(asked(deleteEmployeeInput))
    .output(answered(employeeOutput))
    .mutation(({ ctx, input }) => deleteEmployee(ctx.api.services, ctx.tenant, input)),
  restore: permitted("employee:restore", {
    cost: "write",
    rest: { method: "POST", path: `${one}/restore`, tag, summary: "Undo a soft delete" },
  })
    .input(asked(employeeNipInput))
    .output(answered(employeeOutput))
    .mutation(({ ctx, input }) => restoreEmployee(ctx.api.services, ctx.tenant, input)),
  replaceNip: permitted("employee:update", {
    cost: "write",
    rest: {
      method: "POST",
      path: `${one}/replace-nip`,
      tag,
      summary: "Give another NIP, to the linked user too; the old one stays in the history",
    },
  })
    .input(asked(replaceNipInput))
    .output(answered(employeeOutput))
    .mutation(({ ctx, input }) => replaceNip(ctx.api.services, ctx.tenant, input)),
  link: permitted("employee:update", {
    cost: "write",
    rest: { method: "POST", path: `${one}/link`, tag, summary: "Link to a user, who gets the NIP" },
  })
    .input(asked(linkEmployeeInput))
    .output(answered(employeeOutput))
    .mutation(({ ctx, input }) => linkEmployee(ctx.api.services, ctx.tenant, input)),
  unlink: permitted("employee:update", {
    cost: "write",
    rest: { method: "POST", path: `${one}/unlink`, tag, summary: "Take the NIP from the linked user" },
  })
    .input(asked(employeeNipInput))
    .output(answered(employeeOutput))
    .mutation(({ ctx, input }) => unlinkEmployee(ctx.api.services, ctx.tenant, input)),
});
