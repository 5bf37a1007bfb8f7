import { z } from "zod";
import { workflowDurationSchema } from "./workflow-duration.ts";
import { workflowNameSchema } from "./workflow-fields.ts";
import { endedInstanceStates, seatDecisions } from "./workflow-states.ts";

/** What a form has been filled in with, as far as its form goes; whether it fits the fields is another question. */
export const workflowDataSchema = z.record(
  workflowNameSchema,
  z.union([
    z.string().max(20_000),
    z.number(),
    z.boolean(),
    z.null(),
    z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  ]),
);

const personText = z.string().min(1).max(100);

/** One thing that happens in a simulation, in the order of the list. */
export const simulatedCommandSchema = z.union([
  /** A vote at the open pass of a step: of the first who has not spoken, or of the one that is named. */
  z.strictObject({
    step: workflowNameSchema,
    decision: z.enum(seatDecisions),
    by: personText.optional(),
    comment: z.string().max(2000).optional(),
    /** Whom they want to be asked further on. */
    choice: personText.optional(),
  }),
  z.strictObject({
    step: workflowNameSchema,
    decision: z.literal("RETURNED"),
    by: personText.optional(),
    to: z.union([z.literal("@requester"), workflowNameSchema]).default("@requester"),
    comment: z.string().max(2000).optional(),
  }),
  /** The requester submits it again, with these fields changed. */
  z.strictObject({ resubmit: workflowDataSchema }),
  z.strictObject({ message: workflowNameSchema }),
  /** Time passes, and everything that falls due on the way happens. */
  z.strictObject({ wait: workflowDurationSchema }),
  /** The action of this step fails for good when it comes to it; otherwise actions succeed. */
  z.strictObject({ step: workflowNameSchema, fails: z.string().min(1).max(2000) }),
  /** How the child of this step ends when it comes to it; otherwise it is approved. */
  z.strictObject({ step: workflowNameSchema, outcome: z.enum(endedInstanceStates) }),
  z.strictObject({ withdraw: z.string().max(2000) }),
  z.strictObject({ cancel: z.string().max(2000) }),
]);
export type SimulatedCommand = z.output<typeof simulatedCommandSchema>;

export const simulatedCommandsSchema = z.array(simulatedCommandSchema).max(200);
