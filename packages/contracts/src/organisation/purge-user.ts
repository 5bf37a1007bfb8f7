import { z } from "zod";
import { idSchema, instantSchema, text } from "../common.ts";

/** A deleted person stays restorable this long before their data may be purged without `force`. */
export const purgeGraceDays = 30;

export const purgeUserInput = z.strictObject({
  id: idSchema,
  /** The person's name as it stands, typed by hand: nobody purges by a slip. */
  confirmName: text(200),
  reason: text(400),
  /** Sooner than {@link purgeGraceDays} after the deletion, as when a person asks for erasure. */
  force: z.boolean().default(false),
  /** All of it is done and taken back: the counts are what would happen. */
  dryRun: z.boolean().default(false),
});
export type PurgeUserInput = z.input<typeof purgeUserInput>;

export const purgeUserOutput = z.object({
  id: idSchema,
  /** What stands in place of the name from now on. */
  pseudonym: z.string(),
  purgedAt: instantSchema,
  dryRun: z.boolean(),
  /** Rows deleted, by table and column. */
  deleted: z.array(z.object({ place: z.string(), rows: z.int() })),
});
export type PurgeUserResult = z.infer<typeof purgeUserOutput>;
