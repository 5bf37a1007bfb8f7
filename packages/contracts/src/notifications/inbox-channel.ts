import { z } from "zod";
import { idSchema } from "../common.ts";

/** The PostgreSQL channel that tells the api's streams which inbox has changed. Sent after the commit, never in it. */
export const inboxNotifyChannel = "gloria_inbox";

/** Payload of {@link inboxNotifyChannel}: whose inbox is now at which revision. What changed is read from the table. */
export const inboxChangeSchema = z.object({ tenantId: idSchema, userId: idSchema, rev: z.int().min(0) });
export type InboxChange = z.infer<typeof inboxChangeSchema>;
