import {
  createDepartmentInput,
  deleteDepartmentInput,
  departmentHierarchyInput,
  departmentHierarchyOutput,
  departmentIdInput,
  departmentMoveOutput,
  departmentOutput,
  departmentPageOutput,
  departmentUserPageOutput,
  listDepartmentsInput,
  listDepartmentUsersInput,
  moveDepartmentInput,
  updateDepartmentInput,
} from "@gloria/contracts";
import {
  createDepartment,
  deleteDepartment,
  getDepartment,
  getDepartmentHierarchy,
  listDepartments,
  listDepartmentUsers,
  moveDepartment,
  restoreDepartment,
  updateDepartment,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "departments";
const base = "/organizations/departments";

export const departmentsRouter = router({
  list: permitted("department:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Page, filter and search departments" },
  })
    .input(asked(listDepartmentsInput))
    .output(answered(departmentPageOutput))
    .query(({ ctx, input }) => listDepartments(ctx.api.services, ctx.tenant, input)),
  hierarchy: permitted("department:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: `${base}/hierarchy/{schoolId}`,
      tag,
      summary: 'The tree of a school, or of "foundation"',
    },
  })
    .input(asked(departmentHierarchyInput))
    .output(answered(departmentHierarchyOutput))
    .query(({ ctx, input }) => getDepartmentHierarchy(ctx.api.services, ctx.tenant, input)),
  get: permitted("department:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "One department" },
  })
    .input(asked(departmentIdInput))
    .output(answered(departmentOutput))
    .query(({ ctx, input }) => getDepartment(ctx.api.services, ctx.tenant, input)),
  users: permitted("department:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}/users`, tag, summary: "The people who hold a position there today" },
  })
    .input(asked(listDepartmentUsersInput))
    .output(answered(departmentUserPageOutput))
    .query(({ ctx, input }) => listDepartmentUsers(ctx.api.services, ctx.tenant, input)),
  create: permitted("department:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: base,
      tag,
      summary: "Found a department",
      created: (department: { id: string }) => `${base}/${department.id}`,
    },
  })
    .input(asked(createDepartmentInput))
    .output(answered(departmentOutput))
    .mutation(({ ctx, input }) => createDepartment(ctx.api.services, ctx.tenant, input)),
  update: permitted("department:update", {
    cost: "write",
    rest: { method: "PATCH", path: `${base}/{id}`, tag, summary: "Change a department's code or name" },
  })
    .input(asked(updateDepartmentInput))
    .output(answered(departmentOutput))
    .mutation(({ ctx, input }) => updateDepartment(ctx.api.services, ctx.tenant, input)),
  delete: permitted("department:delete", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}`, tag, summary: "Delete a department softly" },
  })
    .input(asked(deleteDepartmentInput))
    .output(answered(departmentOutput))
    .mutation(({ ctx, input }) => deleteDepartment(ctx.api.services, ctx.tenant, input)),
  restore: permitted("department:restore", {
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/restore`, tag, summary: "Undo a soft delete" },
  })
    .input(asked(departmentIdInput))
    .output(answered(departmentOutput))
    .mutation(({ ctx, input }) => restoreDepartment(ctx.api.services, ctx.tenant, input)),
  move: permitted("department:update", {
    cost: "write",
    rest: {
      method: "POST",
      path: `${base}/{id}/move`,
      tag,
      summary: "Move a department with all below, or preview it",
    },
  })
    .input(asked(moveDepartmentInput))
    .output(answered(departmentMoveOutput))
    .mutation(({ ctx, input }) => moveDepartment(ctx.api.services, ctx.tenant, input)),
});
