import {
  capturedMessageIdInput,
  capturedMessageOutput,
  capturedMessagePageOutput,
  listCapturedMessagesInput,
} from "@gloria/contracts";
import { getCapturedMessage, listCapturedMessages } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "outbox";

export const outboxRouter = router({
  list: permitted("outbox:read", {
    cost: "read",
    rest: { method: "GET", path: "/outbox", tag, summary: "Messages kept in the local outbox" },
  })
    .input(asked(listCapturedMessagesInput))
    .output(answered(capturedMessagePageOutput))
    .query(({ ctx, input }) => listCapturedMessages(ctx.api.services, ctx.tenant, input)),
  get: permitted("outbox:read", {
    cost: "read",
    rest: { method: "GET", path: "/outbox/{id}", tag, summary: "One message of the local outbox" },
  })
    .input(asked(capturedMessageIdInput))
    .output(answered(capturedMessageOutput))
    .query(({ ctx, input }) => getCapturedMessage(ctx.api.services, ctx.tenant, input)),
});
