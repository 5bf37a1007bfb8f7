import {
  createGrantInput,
  endGrantInput,
  grantChangeOutput,
  grantPageOutput,
  listGrantsInput,
} from "@gloria/contracts";
import { createGrant, endGrant, listGrants } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "permissions";
const base = "/permissions/grants";

export const grantsRouter = router({
  list: permitted("permission:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Grants of people, roles, positions and departments" },
  })
    .input(asked(listGrantsInput))
    .output(answered(grantPageOutput))
    .query(({ ctx, input }) => listGrants(ctx.api.services, ctx.tenant, input)),
  create: permitted("permission:assign", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: base,
      tag,
      summary: "Grant a person, a position or a department something, or deny it",
    },
  })
    .input(asked(createGrantInput))
    .output(answered(grantChangeOutput))
    .mutation(({ ctx, input }) => createGrant(ctx.api.services, ctx.tenant, input)),
  end: permitted("permission:assign", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}`, tag, summary: "Take a grant back" },
  })
    .input(asked(endGrantInput))
    .output(answered(grantChangeOutput))
    .mutation(({ ctx, input }) => endGrant(ctx.api.services, ctx.tenant, input)),
});
