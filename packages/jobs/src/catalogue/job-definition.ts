import type { z } from "zod";

/** Each lane is a queue with workers of its own, so that a flood of bulk work never delays a password mail. */
export const lanes = ["critical", "transactional", "bulk"] as const;
export type Lane = (typeof lanes)[number];

/** What a job is. The name is the key in the catalogue; what it does is the worker's. */
export interface JobDefinition {
  /**
   * Ids and small facts about which rows to work on, never the data itself. A new field stays optional for one
   * release: an older worker may meet it, and drops fields it does not know.
   */
  readonly payload: z.ZodObject;
  readonly lane: Lane;
  /** Runs in all, the first included. */
  readonly attempts: number;
  /** The first wait; it doubles with every further attempt. */
  readonly backoffMs: number;
  /** After this the run counts as failed, and its signal is aborted. */
  readonly timeoutMs: number;
}
