import { z } from "zod";
import { canOf } from "../common.ts";

const monthsSchema = z.int().min(1).max(60);

/** How long somebody may act in a vacant seat (Plt): a first term, then at most so many extensions. */
const limits = {
  /** Months of the first term. */
  months: monthsSchema,
  extensions: z.int().min(0).max(20),
  /** Months of each extension. */
  extensionMonths: monthsSchema,
};

export const setActingRuleInput = z.strictObject(limits);
export type SetActingRuleInput = z.input<typeof setActingRuleInput>;
export const actingRuleOutput = z.object({ ...limits, can: canOf(["update"]) });
export type ActingRule = z.infer<typeof actingRuleOutput>;
