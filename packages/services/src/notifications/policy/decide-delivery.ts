import type { SuppressReason } from "@gloria/contracts";
import { type DeliveryFacts, deliverySteps, type Verdict } from "./delivery-steps.ts";

/** What becomes of a delivery now, why, and by which steps that was found. */
export interface DeliveryDecision {
  readonly action: "send" | "suppress" | "defer";
  /** Set when the action is `suppress`. */
  readonly reason: SuppressReason | null;
  /** When to decide again; set when the action is `defer`. */
  readonly until: Date | null;
  readonly trace: readonly DeliveryTrace[];
}

export interface DeliveryTrace {
  readonly step: string;
  readonly outcome: string;
}

/**
 * Walks the steps in their fixed order; the first that does not pass decides. Pure: called again at every wake, with
 * fresh facts, since a person may have left, read the item or lost their address meanwhile.
 */
export function decideDelivery(facts: DeliveryFacts, now: Date): DeliveryDecision {
  const trace: DeliveryTrace[] = [];
  for (const [step, judge] of deliverySteps) {
    const verdict = judge(facts, now);
    trace.push({ step, outcome: outcomeOf(verdict) });
    if (verdict.kind === "suppress") return { action: "suppress", reason: verdict.reason, until: null, trace };
    if (verdict.kind === "defer") return { action: "defer", reason: null, until: verdict.until, trace };
  }
  return { action: "send", reason: null, until: null, trace: [...trace, { step: "send", outcome: "now" }] };
}

function outcomeOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case "pass":
      return "passed";
    case "suppress":
      return `suppressed: ${verdict.reason}`;
    case "defer":
      return `deferred: ${verdict.until.toISOString()}`;
  }
}
