import {
  capturedMessageIdInput,
  capturedMessageOutput,
  capturedMessagePageOutput,
  listCapturedMessagesInput,
} from "@gloria/contracts";
import { getCapturedMessage, listCapturedMessages } from "@gloria/services";
import { answer, atOnce } from "../at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "outbox";

export const outboxRouter = router({
  list: permitted("outbox:read", {
    cost: "read",
    rest: { method: "GET", path: "/outbox", tag, summary: "Messages kept in the local outbox" },
  })
    .input(atOnce(listCapturedMessagesInput))
    .output(answer(capturedMessagePageOutput))
    .query(({ ctx, input }) => listCapturedMessages(ctx.api.services, ctx.tenant, input)),
  get: permitted("outbox:read", {
    cost: "read",
    rest: { method: "GET", path: "/outbox/{id}", tag, summary: "One message of the local outbox" },
  })
    .input(atOnce(capturedMessageIdInput))
    .output(answer(capturedMessageOutput))
    .query(({ ctx, input }) => getCapturedMessage(ctx.api.services, ctx.tenant, input)),
});
