import {
  grantChangeOutput,
  grantResourceInput,
  listResourceGrantsInput,
  listUserResourceGrantsInput,
  resourceGrantPageOutput,
  revokeResourceInput,
} from "@gloria/contracts";
import { grantResource, listResourceGrants, listUserResourceGrants, revokeResource } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "resource permissions";
const base = "/resource-permissions";

export const resourcePermissionsRouter = router({
  grant: permitted("permission:assign", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: `${base}/grant`, tag, summary: "Grant or deny something over one thing" },
  })
    .input(asked(grantResourceInput))
    .output(answered(grantChangeOutput))
    .mutation(({ ctx, input }) => grantResource(ctx.api.services, ctx.tenant, input)),
  revoke: permitted("permission:assign", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/revoke`, tag, summary: "Take a grant over one thing back" },
  })
    .input(asked(revokeResourceInput))
    .output(answered(grantChangeOutput))
    .mutation(({ ctx, input }) => revokeResource(ctx.api.services, ctx.tenant, input)),
  ofUser: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/user/{id}`, tag, summary: "A person's grants over single things" },
  })
    .input(asked(listUserResourceGrantsInput))
    .output(answered(resourceGrantPageOutput))
    .query(({ ctx, input }) => listUserResourceGrants(ctx.api.services, ctx.tenant, input)),
  ofResource: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/resource/{type}/{id}`, tag, summary: "Everybody's grants over one thing" },
  })
    .input(asked(listResourceGrantsInput))
    .output(answered(resourceGrantPageOutput))
    .query(({ ctx, input }) => listResourceGrants(ctx.api.services, ctx.tenant, input)),
});
