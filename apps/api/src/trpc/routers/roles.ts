import {
  assignRoleInput,
  changeRoleGrantsInput,
  changeRoleHierarchyInput,
  createRoleInput,
  deleteRoleInput,
  endRoleGrantInput,
  grantChangeOutput,
  grantToRoleInput,
  listRoleGrantsInput,
  listRoleHoldersInput,
  listRolesInput,
  listUserRolesInput,
  removeRoleInput,
  roleAssignmentChangeOutput,
  roleByCodeInput,
  roleChangeOutput,
  roleGrantPageOutput,
  roleGrantsChangeOutput,
  roleHierarchyChangeOutput,
  roleHierarchyOutput,
  roleHolderPageOutput,
  roleIdInput,
  roleOutput,
  rolePageOutput,
  roleStatisticsOutput,
  updateRoleInput,
  userRolePageOutput,
} from "@gloria/contracts";
import {
  assignRole,
  changeRoleGrants,
  changeRoleHierarchy,
  createRole,
  deleteRole,
  endRoleGrant,
  getRole,
  getRoleByCode,
  getRoleHierarchy,
  getRoleStatistics,
  grantToRole,
  listRoleGrants,
  listRoleHolders,
  listRoles,
  listUserRoles,
  removeRole,
  restoreRole,
  updateRole,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "roles";
const base = "/roles";

export const rolesRouter = router({
  list: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Page, filter and search roles" },
  })
    .input(asked(listRolesInput))
    .output(answered(rolePageOutput))
    .query(({ ctx, input }) => listRoles(ctx.api.services, ctx.tenant, input)),
  statistics: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/statistics`, tag, summary: "Counts of roles and of who has them" },
  })
    .output(answered(roleStatisticsOutput))
    .query(({ ctx }) => getRoleStatistics(ctx.api.services, ctx.tenant)),
  byCode: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/code/{code}`, tag, summary: "One role by code" },
  })
    .input(asked(roleByCodeInput))
    .output(answered(roleOutput))
    .query(({ ctx, input }) => getRoleByCode(ctx.api.services, ctx.tenant, input)),
  ofUser: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/user/{userId}`, tag, summary: "A person's roles, ended ones too" },
  })
    .input(asked(listUserRolesInput))
    .output(answered(userRolePageOutput))
    .query(({ ctx, input }) => listUserRoles(ctx.api.services, ctx.tenant, input)),
  assign: permitted("role:assign", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: `${base}/assign`, tag, summary: "Give a person a role at a place, for a time" },
  })
    .input(asked(assignRoleInput))
    .output(answered(roleAssignmentChangeOutput))
    .mutation(({ ctx, input }) => assignRole(ctx.api.services, ctx.tenant, input)),
  remove: permitted("role:assign", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/remove/{userId}/{roleId}`, tag, summary: "Take a role from a person" },
  })
    .input(asked(removeRoleInput))
    .output(answered(roleAssignmentChangeOutput))
    .mutation(({ ctx, input }) => removeRole(ctx.api.services, ctx.tenant, input)),
  get: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "One role" },
  })
    .input(asked(roleIdInput))
    .output(answered(roleOutput))
    .query(({ ctx, input }) => getRole(ctx.api.services, ctx.tenant, input)),
  create: permitted("role:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: base,
      tag,
      summary: "Make a role",
      created: ({ role }: { role: { id: string } }) => `${base}/${role.id}`,
    },
  })
    .input(asked(createRoleInput))
    .output(answered(roleChangeOutput))
    .mutation(({ ctx, input }) => createRole(ctx.api.services, ctx.tenant, input)),
  update: permitted("role:update", {
    cost: "write",
    rest: { method: "PUT", path: `${base}/{id}`, tag, summary: "Change a role" },
  })
    .input(asked(updateRoleInput))
    .output(answered(roleChangeOutput))
    .mutation(({ ctx, input }) => updateRole(ctx.api.services, ctx.tenant, input)),
  delete: permitted("role:delete", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}`, tag, summary: "Retire a role that nobody has" },
  })
    .input(asked(deleteRoleInput))
    .output(answered(roleChangeOutput))
    .mutation(({ ctx, input }) => deleteRole(ctx.api.services, ctx.tenant, input)),
  restore: permitted("role:delete", {
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/restore`, tag, summary: "Take the retirement of a role back" },
  })
    .input(asked(roleIdInput))
    .output(answered(roleChangeOutput))
    .mutation(({ ctx, input }) => restoreRole(ctx.api.services, ctx.tenant, input)),
  holders: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}/holders`, tag, summary: "Who has a role" },
  })
    .input(asked(listRoleHoldersInput))
    .output(answered(roleHolderPageOutput))
    .query(({ ctx, input }) => listRoleHolders(ctx.api.services, ctx.tenant, input)),
  grants: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}/permissions`, tag, summary: "A role's grants, own and taken over" },
  })
    .input(asked(listRoleGrantsInput))
    .output(answered(roleGrantPageOutput))
    .query(({ ctx, input }) => listRoleGrants(ctx.api.services, ctx.tenant, input)),
  grant: permitted("permission:assign", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: `${base}/{id}/permissions`, tag, summary: "Grant a role something, or deny it" },
  })
    .input(asked(grantToRoleInput))
    .output(answered(grantChangeOutput))
    .mutation(({ ctx, input }) => grantToRole(ctx.api.services, ctx.tenant, input)),
  changeGrants: permitted("permission:assign", {
    cost: "bulk",
    idempotent: true,
    rest: {
      method: "POST",
      path: `${base}/{id}/permissions/bulk`,
      tag,
      summary: "Add and end many grants of a role at once, with the difference",
    },
  })
    .input(asked(changeRoleGrantsInput))
    .output(answered(roleGrantsChangeOutput))
    .mutation(({ ctx, input }) => changeRoleGrants(ctx.api.services, ctx.tenant, input)),
  endGrant: permitted("permission:assign", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}/permissions/{permId}`, tag, summary: "Take one grant from a role" },
  })
    .input(asked(endRoleGrantInput))
    .output(answered(grantChangeOutput))
    .mutation(({ ctx, input }) => endRoleGrant(ctx.api.services, ctx.tenant, input)),
  hierarchy: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}/hierarchy`, tag, summary: "The roles above and below" },
  })
    .input(asked(roleIdInput))
    .output(answered(roleHierarchyOutput))
    .query(({ ctx, input }) => getRoleHierarchy(ctx.api.services, ctx.tenant, input)),
  changeHierarchy: permitted("role:update", {
    cost: "write",
    rest: {
      method: "POST",
      path: `${base}/{id}/hierarchy`,
      tag,
      summary: "Let a role take over from another, or no more",
    },
  })
    .input(asked(changeRoleHierarchyInput))
    .output(answered(roleHierarchyChangeOutput))
    .mutation(({ ctx, input }) => changeRoleHierarchy(ctx.api.services, ctx.tenant, input)),
});
