import type { Guardrail } from "./guardrail-set.ts";
import { conditionCounts, type Question } from "./question.ts";
import { isAbout, type WindowStatus, windowStatus } from "./rule-status.ts";

export type GuardrailStatus = WindowStatus | "other_resource" | "condition";

/** The first guardrail that forbids what is asked; null when none does. */
export function forbiddingGuardrail(question: Question): Guardrail | null {
  if (question.facts.guardrails === null) return null;
  for (const guardrail of question.facts.guardrails.namedBy(question.permission.code)) {
    if (guardrailStatus(guardrail, question) === "applies") return guardrail;
  }
  return null;
}

/** A guardrail about one thing leaves every region open, in which there may be other things. */
export function guardrailStatus(guardrail: Guardrail, question: Question): GuardrailStatus {
  const open = windowStatus(guardrail, question.at);
  if (open !== "applies") return open;
  const { target } = question;
  if (guardrail.resource !== null && (target === undefined || !isAbout(guardrail.resource, target))) {
    return "other_resource";
  }
  return conditionCounts(guardrail.condition, false, question) ? "applies" : "condition";
}
