import {
  createPermissionGroupInput,
  createPermissionInput,
  deletePermissionInput,
  listPermissionGroupsInput,
  listPermissionsInput,
  permissionByCodeInput,
  permissionChangeOutput,
  permissionEntryDetailOutput,
  permissionGroupOutput,
  permissionGroupPageOutput,
  permissionIdInput,
  permissionPageOutput,
  permissionStatisticsOutput,
  updatePermissionGroupInput,
  updatePermissionInput,
} from "@gloria/contracts";
import {
  createPermission,
  createPermissionGroup,
  deletePermission,
  getPermission,
  getPermissionByCode,
  getPermissionStatistics,
  listPermissionGroups,
  listPermissions,
  updatePermission,
  updatePermissionGroup,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "permissions";
const base = "/permissions";

export const permissionCatalogueRouter = router({
  list: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "All that can be granted: page, filter, search" },
  })
    .input(asked(listPermissionsInput))
    .output(answered(permissionPageOutput))
    .query(({ ctx, input }) => listPermissions(ctx.api.services, ctx.tenant, input)),
  statistics: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/statistics`, tag, summary: "What is granted, and what nobody was granted" },
  })
    .output(answered(permissionStatisticsOutput))
    .query(({ ctx }) => getPermissionStatistics(ctx.api.services, ctx.tenant)),
  groups: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/groups`, tag, summary: "Headings under which permissions stand" },
  })
    .input(asked(listPermissionGroupsInput))
    .output(answered(permissionGroupPageOutput))
    .query(({ ctx, input }) => listPermissionGroups(ctx.api.services, ctx.tenant, input)),
  createGroup: permitted("permission:create", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: `${base}/groups`, tag, summary: "A heading of the foundation's own" },
  })
    .input(asked(createPermissionGroupInput))
    .output(answered(permissionGroupOutput))
    .mutation(({ ctx, input }) => createPermissionGroup(ctx.api.services, ctx.tenant, input)),
  updateGroup: permitted("permission:update", {
    cost: "write",
    rest: { method: "PUT", path: `${base}/groups/{id}`, tag, summary: "Change name or place of a heading" },
  })
    .input(asked(updatePermissionGroupInput))
    .output(answered(permissionGroupOutput))
    .mutation(({ ctx, input }) => updatePermissionGroup(ctx.api.services, ctx.tenant, input)),
  byCode: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/code/{code}`, tag, summary: "One permission by code" },
  })
    .input(asked(permissionByCodeInput))
    .output(answered(permissionEntryDetailOutput))
    .query(({ ctx, input }) => getPermissionByCode(ctx.api.services, ctx.tenant, input)),
  get: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "One permission" },
  })
    .input(asked(permissionIdInput))
    .output(answered(permissionEntryDetailOutput))
    .query(({ ctx, input }) => getPermission(ctx.api.services, ctx.tenant, input)),
  create: permitted("permission:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: base,
      tag,
      summary: "Add a permission to the catalogue",
      created: ({ permission }: { permission: { id: string } }) => `${base}/${permission.id}`,
    },
  })
    .input(asked(createPermissionInput))
    .output(answered(permissionChangeOutput))
    .mutation(({ ctx, input }) => createPermission(ctx.api.services, ctx.tenant, input)),
  update: permitted("permission:update", {
    cost: "write",
    rest: { method: "PUT", path: `${base}/{id}`, tag, summary: "Change a permission that was added" },
  })
    .input(asked(updatePermissionInput))
    .output(answered(permissionChangeOutput))
    .mutation(({ ctx, input }) => updatePermission(ctx.api.services, ctx.tenant, input)),
  delete: permitted("permission:delete", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}`, tag, summary: "Delete a permission that was added" },
  })
    .input(asked(deletePermissionInput))
    .output(answered(permissionChangeOutput))
    .mutation(({ ctx, input }) => deletePermission(ctx.api.services, ctx.tenant, input)),
});
