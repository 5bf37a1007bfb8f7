import {
  doneOutput,
  inboxCountsOutput,
  inboxItemIdInput,
  inboxItemOutput,
  inboxPageOutput,
  listInboxInput,
} from "@gloria/contracts";
import {
  archiveInboxItem,
  getInboxCounts,
  getInboxItem,
  listInbox,
  readAllInbox,
  readInboxItem,
} from "@gloria/services";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { streamInbox } from "../../http/stream-inbox.ts";
import { answered, asked } from "../contracts-at-once.ts";
import { router, selfProcedure } from "../procedures.ts";

const tag = "notifications";

export const notificationsRouter = router({
  list: selfProcedure({
    cost: "read",
    rest: { method: "GET", path: "/notifications", tag, summary: "The caller's inbox" },
  })
    .input(asked(listInboxInput))
    .output(answered(inboxPageOutput))
    .query(({ ctx, input }) => listInbox(ctx.api.services, ctx.tenant, input)),
  counts: selfProcedure({
    cost: "read",
    rest: { method: "GET", path: "/notifications/counts", tag, summary: "Unread and unseen" },
  })
    .output(answered(inboxCountsOutput))
    .query(({ ctx }) => getInboxCounts(ctx.api.services, ctx.tenant)),
  get: selfProcedure({
    cost: "read",
    rest: { method: "GET", path: "/notifications/{id}", tag, summary: "One item of the caller's inbox" },
  })
    .input(asked(inboxItemIdInput))
    .output(answered(inboxItemOutput))
    .query(({ ctx, input }) => getInboxItem(ctx.api.services, ctx.tenant, input)),
  read: selfProcedure({
    cost: "write",
    rest: { method: "POST", path: "/notifications/{id}/read", tag, summary: "Mark as read" },
  })
    .input(asked(inboxItemIdInput))
    .output(answered(inboxItemOutput))
    .mutation(({ ctx, input }) => readInboxItem(ctx.api.services, ctx.tenant, input)),
  readAll: selfProcedure({
    cost: "write",
    rest: { method: "POST", path: "/notifications/read-all", tag, summary: "Mark all as read" },
  })
    .output(answered(inboxCountsOutput))
    .mutation(({ ctx }) => readAllInbox(ctx.api.services, ctx.tenant)),
  archive: selfProcedure({
    cost: "write",
    rest: { method: "DELETE", path: "/notifications/{id}", tag, summary: "Archive" },
  })
    .input(asked(inboxItemIdInput))
    .output(answered(doneOutput))
    .mutation(async ({ ctx, input }) => {
      await archiveInboxItem(ctx.api.services, ctx.tenant, input);
      return { done: true } as const;
    }),
  stream: selfProcedure({ cost: "read", rest: null })
    .input(z.strictObject({ lastEventId: z.string().max(20).nullish() }).optional())
    .subscription(async function* ({ ctx, input, signal }) {
      const since = Number(input?.lastEventId ?? Number.NaN);
      for await (const change of streamInbox(ctx.api, ctx.tenant, ctx.caller, since, signal ?? ctx.signal())) {
        yield tracked(String(change.counts.rev), change);
      }
    }),
});
