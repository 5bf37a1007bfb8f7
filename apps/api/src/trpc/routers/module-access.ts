import {
  checkModuleAccessInput,
  endModuleAccessInput,
  grantModuleAccessInput,
  listRoleModuleAccessInput,
  listUserModuleAccessInput,
  moduleAccessAnswer,
  moduleAccessChangeOutput,
  moduleAccessEndOutput,
  roleModuleAccessPageOutput,
  userModuleAccessPageOutput,
} from "@gloria/contracts";
import {
  checkModuleAccess,
  endModuleAccess,
  grantModuleAccess,
  listRoleModuleAccess,
  listUserModuleAccess,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "module access";
const base = "/module-access";

export const moduleAccessRouter = router({
  grant: permitted("permission:assign", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: `${base}/grant`,
      tag,
      summary: "Let a person or a role into a module, or keep them out",
    },
  })
    .input(asked(grantModuleAccessInput))
    .output(answered(moduleAccessChangeOutput))
    .mutation(({ ctx, input }) => grantModuleAccess(ctx.api.services, ctx.tenant, input)),
  end: permitted("permission:assign", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}`, tag, summary: "Take a grant on a module back" },
  })
    .input(asked(endModuleAccessInput))
    .output(answered(moduleAccessEndOutput))
    .mutation(({ ctx, input }) => endModuleAccess(ctx.api.services, ctx.tenant, input)),
  ofUser: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/user/{id}`, tag, summary: "Which modules a person gets into" },
  })
    .input(asked(listUserModuleAccessInput))
    .output(answered(userModuleAccessPageOutput))
    .query(({ ctx, input }) => listUserModuleAccess(ctx.api.services, ctx.tenant, input)),
  ofRole: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/role/{roleId}`, tag, summary: "A role's module access, own and taken over" },
  })
    .input(asked(listRoleModuleAccessInput))
    .output(answered(roleModuleAccessPageOutput))
    .query(({ ctx, input }) => listRoleModuleAccess(ctx.api.services, ctx.tenant, input)),
  check: permitted("permission:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: `${base}/check/{userId}/{moduleId}/{type}`,
      tag,
      summary: "May a person do this anywhere in a module?",
    },
  })
    .input(asked(checkModuleAccessInput))
    .output(answered(moduleAccessAnswer))
    .query(({ ctx, input }) => checkModuleAccess(ctx.api.services, ctx.tenant, input)),
});
