import type { CompiledFacts } from "./compiled-facts.ts";
import { decide } from "./decide.ts";
import type { Decision, Query } from "./decision.ts";
import { type ExplainedCandidate, type ExplainedLayer, explainCandidate } from "./explain-candidate.ts";
import { type NearMiss, nearMissesOf } from "./near-misses.ts";
import { permissionLayers } from "./permission-layers.ts";
import type { Trace } from "./trace.ts";

/** Why a query is answered as it is, in ids and closed words only: texts are made of it elsewhere. */
export interface Explanation {
  readonly userId: string;
  readonly code: string;
  /** What was asked about; neither: whether it is allowed anywhere. */
  readonly asked: Pick<Query, "target" | "region">;
  readonly decision: Decision;
  /** What decided; null when nothing applied, or when person, permission or module were refused as such. */
  readonly deciding: ExplainedCandidate | null;
  /** Guardrails, then the five layers, each with everything in it that names the permission. */
  readonly parts: readonly { readonly layer: ExplainedLayer; readonly candidates: readonly ExplainedCandidate[] }[];
  /** What would have to change, the least first; at most ten, and none when it is allowed. */
  readonly nearMisses: readonly NearMiss[];
  readonly epoch: number;
  /** Milliseconds, by the clock of the database. */
  readonly at: number;
}

/**
 * {@link decide} with its reasons; the decision is the same one.
 *
 * @param epoch that the facts stand for.
 */
export function explain(facts: CompiledFacts, query: Query, at: number, epoch: number): Explanation {
  const trace: Trace = { candidates: [], question: null };
  const decision = decide(facts, query, at, trace);
  const candidates = trace.candidates.map(explainCandidate);
  const layers: readonly ExplainedLayer[] = ["GUARDRAIL", ...permissionLayers];
  return {
    userId: facts.userId,
    code: query.code,
    asked: { target: query.target, region: query.region },
    decision,
    deciding: candidates.find((candidate) => decides(candidate, decision)) ?? null,
    parts: layers.map((layer) => ({ layer, candidates: candidates.filter((candidate) => candidate.layer === layer) })),
    nearMisses: trace.question === null ? [] : nearMissesOf(trace, trace.question, decision),
    epoch,
    at,
  };
}

function decides({ layer, ruleId, status }: ExplainedCandidate, decision: Decision): boolean {
  return status === "applies" && layer === decision.layer && ruleId === decision.ruleId;
}
