import {
  delegateInput,
  delegateOutput,
  delegationChangeOutput,
  delegationIdInput,
  delegationOutput,
  delegationPageOutput,
  listDelegationsInput,
  listOwnDelegationsInput,
  revokeDelegationInput,
} from "@gloria/contracts";
import {
  delegate,
  getDelegation,
  listDelegations,
  listDelegationsToMe,
  listMyDelegations,
  revokeDelegation,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router, selfProcedure } from "../procedures.ts";

const tag = "permission delegation";
const base = "/permission-delegation";

export const permissionDelegationRouter = router({
  list: permitted("delegation:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Everybody's delegations, newest first" },
  })
    .input(asked(listDelegationsInput))
    .output(answered(delegationPageOutput))
    .query(({ ctx, input }) => listDelegations(ctx.api.services, ctx.tenant, input)),
  mine: selfProcedure({
    cost: "read",
    rest: { method: "GET", path: `${base}/my-delegations`, tag, summary: "What the caller has delegated" },
  })
    .input(asked(listOwnDelegationsInput))
    .output(answered(delegationPageOutput))
    .query(({ ctx, input }) => listMyDelegations(ctx.api.services, ctx.tenant, input)),
  toMe: selfProcedure({
    cost: "read",
    rest: { method: "GET", path: `${base}/delegated-to-me`, tag, summary: "What was delegated to the caller" },
  })
    .input(asked(listOwnDelegationsInput))
    .output(answered(delegationPageOutput))
    .query(({ ctx, input }) => listDelegationsToMe(ctx.api.services, ctx.tenant, input)),
  get: selfProcedure({
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "One delegation, with the line that it hangs on" },
  })
    .input(asked(delegationIdInput))
    .output(answered(delegationOutput))
    .query(({ ctx, input }) => getDelegation(ctx.api.services, ctx.tenant, input)),
  delegate: permitted("delegation:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: `${base}/delegate`,
      tag,
      summary: "Let somebody do for a while what the caller may do, with a dry run",
    },
  })
    .input(asked(delegateInput))
    .output(answered(delegateOutput))
    .mutation(({ ctx, input }) => delegate(ctx.api.services, ctx.tenant, input)),
  revoke: selfProcedure({
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/revoke`, tag, summary: "End a delegation, or give it back" },
  })
    .input(asked(revokeDelegationInput))
    .output(answered(delegationChangeOutput))
    .mutation(({ ctx, input }) => revokeDelegation(ctx.api.services, ctx.tenant, input)),
});
