import { z } from "zod";
import { idSchema, instantSchema, text } from "../common.ts";

export const maxImpersonationMinutes = 30;

export const startImpersonationInput = z.strictObject({
  userId: idSchema,
  /** Shown to the person, and kept in the audit log. */
  reason: text(400),
  minutes: z.int().min(1).max(maxImpersonationMinutes).default(15),
});
export type StartImpersonationInput = z.input<typeof startImpersonationInput>;

/** `id` is what the header `X-Gloria-Impersonate` carries, beside the caller's own token. */
export const impersonationOutput = z.object({
  id: idSchema,
  user: z.object({ id: idSchema, name: z.string() }),
  reason: z.string(),
  startedAt: instantSchema,
  expiresAt: instantSchema,
});
export type ImpersonationAnswer = z.infer<typeof impersonationOutput>;

/** Without an id everything of the caller's that runs is ended. */
export const endImpersonationInput = z.strictObject({ id: idSchema.optional() });
