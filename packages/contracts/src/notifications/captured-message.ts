import { z } from "zod";
import { idSchema, instantSchema, pageInput, pageOf, searchTextSchema } from "../common.ts";

export const listCapturedMessagesInput = z.strictObject({
  ...pageInput,
  /** Looked for in subject and address. */
  q: searchTextSchema.optional(),
  recipientId: idSchema.optional(),
});
export type ListCapturedMessagesInput = z.input<typeof listCapturedMessagesInput>;

export const capturedMessageIdInput = z.strictObject({ id: idSchema });

/** A message in the local outbox: what would have gone to a provider. */
export const capturedMessageRowOutput = z.object({
  id: idSchema,
  channel: z.enum(["email"]),
  recipientId: idSchema.nullable(),
  recipientName: z.string().nullable(),
  address: z.string(),
  subject: z.string(),
  createdAt: instantSchema,
});
export type CapturedMessageRow = z.infer<typeof capturedMessageRowOutput>;

export const capturedMessageOutput = capturedMessageRowOutput.extend({
  from: z.string(),
  headers: z.record(z.string(), z.string()),
  html: z.string(),
  text: z.string(),
});
export type CapturedMessage = z.infer<typeof capturedMessageOutput>;

export const capturedMessagePageOutput = pageOf(capturedMessageRowOutput);
