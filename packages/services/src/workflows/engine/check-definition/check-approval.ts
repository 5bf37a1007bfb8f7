import type { ApproverRule, WorkflowStepOf } from "@gloria/contracts";
import type { DefinitionWorld } from "./definition-world.ts";
import type { ModelStep } from "./model-step.ts";
import type { Path, Report } from "./report.ts";

/** Whether an approval can come to its verdict by itself. */
export function checkApproval({ valid, path }: ModelStep, { seats }: DefinitionWorld, report: Report): void {
  if (valid?.type !== "approval") return;
  const { strategy, assign, fallback } = valid;
  const seated = assign.map((rule, place) => ({ rule, seats: mostSeats(rule, [...path, "assign", place], seats) }));
  if (strategy.kind === "QUORUM") {
    const most = countHeads(seated);
    if (most < strategy.count) {
      report([...path, "strategy", "count"], "quorum_unreachable", { wanted: strategy.count, seats: most });
    }
  }
  if (strategy.kind === "WEIGHTED" && strategy.points !== undefined) {
    const sum = addWeights(valid, seated);
    if (sum < strategy.points) {
      report([...path, "strategy", "points"], "points_unreachable", { points: strategy.points, sum });
    }
  }
  if (strategy.kind === "MAJORITY" && strategy.tie === "CHAIR" && !assign.some(({ chair }) => chair)) {
    report([...path, "strategy", "tie"], "chair_missing", {});
  }
  for (const when of ["onEmpty", "onNoDecision"] as const) {
    if (valid[when] === "FALLBACK" && fallback === undefined) report([...path, when], "fallback_missing", {});
  }
}

/** How many seats a rule can open at most; infinite when nobody can tell. */
function mostSeats(rule: ApproverRule, path: Path, seats: DefinitionWorld["seats"]): number {
  const known = seats.get(path.join("."));
  if (known !== undefined) return known;
  const isOne =
    rule.by === "user" ||
    rule.by === "field" ||
    rule.by === "previousApproverChoice" ||
    (rule.by === "position" && rule.holders === "FIRST");
  return isOne ? 1 : Number.POSITIVE_INFINITY;
}

interface Seated {
  readonly rule: ApproverRule;
  readonly seats: number;
}

/** How many people can be asked at most: whoever is named twice is one. */
function countHeads(seated: readonly Seated[]): number {
  const users = new Set(seated.flatMap(({ rule }) => (rule.by === "user" ? [rule.id] : [])));
  return seated.reduce((sum, { rule, seats }) => (rule.by === "user" ? sum : sum + seats), users.size);
}

/** The weight of all seats together, at most; who is named twice has the higher weight, or both when they are combined. */
function addWeights({ combineWeights }: WorkflowStepOf<"approval">, seated: readonly Seated[]): number {
  const weightOf = new Map<string, number>();
  let sum = 0;
  for (const { rule, seats } of seated) {
    if (rule.by === "user" && !combineWeights) {
      weightOf.set(rule.id, Math.max(weightOf.get(rule.id) ?? 0, rule.weight));
    } else sum += rule.weight * seats;
  }
  return [...weightOf.values()].reduce((total, weight) => total + weight, sum);
}
