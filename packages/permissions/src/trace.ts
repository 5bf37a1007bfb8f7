import { type DelegationStatus, delegationStatus, delegatorAnswer, holdingsOf } from "./answer.ts";
import type { Delegation, Holding } from "./compiled-facts.ts";
import type { Decision } from "./decision.ts";
import type { Guardrail } from "./guardrail-set.ts";
import { type GuardrailStatus, guardrailStatus } from "./guardrail-status.ts";
import { type PermissionLayer, permissionLayers } from "./permission-layers.ts";
import type { Question } from "./question.ts";
import type { Rule } from "./rule-chain.ts";
import { type RuleStatus, ruleStatus } from "./rule-status.ts";

/** Collects all that names the code, in the order of the layers, also what stands behind the deciding rule. */
export interface Trace {
  readonly candidates: TraceCandidate[];
  /** What was asked, and of whom; null while the code is not known. */
  question: Question | null;
}

/** `overridden`: it would apply, but a nearer step of its chain or a higher layer decided. */
export type TraceCandidate =
  | {
      readonly layer: "GUARDRAIL";
      readonly guardrail: Guardrail;
      readonly status: GuardrailStatus | "overridden";
    }
  | {
      readonly layer: "DELEGATION";
      readonly delegation: Delegation;
      /** What the delegator themselves would be answered; null when the line above the delegation is broken. */
      readonly delegator: Decision | null;
      readonly status: DelegationStatus | "overridden";
    }
  | {
      readonly layer: Exclude<PermissionLayer, "DELEGATION">;
      readonly rule: Rule;
      readonly holding: Holding;
      /** Steps from the assigned role up to the one that carries the rule. */
      readonly distance: number;
      readonly status: RuleStatus | "overridden";
    };

type RuleLayer = Exclude<PermissionLayer, "DELEGATION">;

export function collectCandidates(question: Question, decision: Decision, trace: Trace): void {
  trace.question = question;
  const collector = new Collector(question, decision, trace);
  collector.guardrails();
  collector.chains("DIRECT", question.facts.direct);
  collector.delegations();
  collector.resources();
  collector.chains("ROLE", question.facts.roles);
  collector.chains("POSITION", question.facts.positions);
}

const ranks: readonly string[] = ["GUARDRAIL", ...permissionLayers];

class Collector {
  readonly #question: Question;
  readonly #decision: Decision;
  readonly #candidates: TraceCandidate[];
  readonly #decidedAt: number;

  constructor(question: Question, decision: Decision, { candidates }: Trace) {
    this.#question = question;
    this.#decision = decision;
    this.#candidates = candidates;
    this.#decidedAt = decision.layer === null ? ranks.length : ranks.indexOf(decision.layer);
  }

  guardrails(): void {
    const { facts, permission } = this.#question;
    for (const guardrail of facts.guardrails?.namedBy(permission.code) ?? []) {
      const status = guardrailStatus(guardrail, this.#question);
      // Somebody who may do nothing at all is refused before any guardrail is read.
      const masked = status === "applies" && this.#decision.reason !== "forbidden";
      this.#candidates.push({ layer: "GUARDRAIL", guardrail, status: masked ? "overridden" : status });
    }
  }

  chains(layer: RuleLayer, holdings: readonly Holding[]): void {
    for (const holding of holdings) {
      let spoken = false;
      for (const step of holding.chain.stepsFor(this.#question.permission.code)) {
        const applying = step.rules.filter((rule) => this.#rule(layer, rule, holding, step.distance, spoken));
        spoken ||= applying.length > 0;
      }
    }
  }

  resources(): void {
    for (const holding of holdingsOf(this.#question.facts)) {
      for (const rule of holding.chain.resourceRulesFor(this.#question.permission.code)) {
        this.#rule("RESOURCE", rule, holding, Math.max(0, holding.chain.pathTo(rule.subjectId).length - 1), false);
      }
    }
  }

  delegations(): void {
    for (const delegation of this.#question.facts.delegations) {
      const status = delegationStatus(delegation, this.#question);
      if (status === "other_permission") continue;
      this.#candidates.push({
        layer: "DELEGATION",
        delegation,
        delegator: delegatorAnswer(delegation, this.#question),
        status: status === "applies" && this.#isMasked("DELEGATION", true) ? "overridden" : status,
      });
    }
  }

  /** Whether the rule applies, masked or not. */
  #rule(layer: RuleLayer, rule: Rule, holding: Holding, distance: number, hidden: boolean): boolean {
    const status = ruleStatus(rule, holding, this.#question);
    const masked = status === "applies" && (hidden || this.#isMasked(layer, rule.allow));
    this.#candidates.push({ layer, rule, holding, distance, status: masked ? "overridden" : status });
    return status === "applies";
  }

  #isMasked(layer: PermissionLayer, allow: boolean): boolean {
    return ranks.indexOf(layer) > this.#decidedAt || allow !== this.#decision.allowed;
  }
}
