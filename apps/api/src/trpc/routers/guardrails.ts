import {
  createGuardrailInput,
  endGuardrailInput,
  guardrailChangeOutput,
  guardrailIdInput,
  guardrailOutput,
  guardrailPageOutput,
  listGuardrailsInput,
} from "@gloria/contracts";
import { createGuardrail, endGuardrail, getGuardrail, listGuardrails } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "guardrails";
const base = "/guardrails";

export const guardrailsRouter = router({
  list: permitted("guardrail:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "What is forbidden to everybody, newest first" },
  })
    .input(asked(listGuardrailsInput))
    .output(answered(guardrailPageOutput))
    .query(({ ctx, input }) => listGuardrails(ctx.api.services, ctx.tenant, input)),
  get: permitted("guardrail:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "One guardrail" },
  })
    .input(asked(guardrailIdInput))
    .output(answered(guardrailOutput))
    .query(({ ctx, input }) => getGuardrail(ctx.api.services, ctx.tenant, input)),
  create: permitted("guardrail:create", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: base, tag, summary: "Forbid something to everybody, with a dry run" },
  })
    .input(asked(createGuardrailInput))
    .output(answered(guardrailChangeOutput))
    .mutation(({ ctx, input }) => createGuardrail(ctx.api.services, ctx.tenant, input)),
  end: permitted("guardrail:close", {
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/end`, tag, summary: "Lift a guardrail" },
  })
    .input(asked(endGuardrailInput))
    .output(answered(guardrailChangeOutput))
    .mutation(({ ctx, input }) => endGuardrail(ctx.api.services, ctx.tenant, input)),
});
