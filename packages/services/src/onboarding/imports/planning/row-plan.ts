import { createHash } from "node:crypto";
import type {
  ErrorParams,
  ImportAction,
  ImportFieldValues,
  ImportKind,
  ImportPlanProblemCode,
  ImportRowProblem,
  ImportRowProblemCode,
} from "@gloria/contracts";
import type { PersonEffect } from "./person-effect.ts";
import type { PlaceEffect } from "./place-effect.ts";

/** A row of a file as the planner gets it: understood, not yet compared with what is there. */
export interface PlannableRow<Kind extends ImportKind = ImportKind> {
  readonly rowNumber: number;
  readonly fields: ImportFieldValues<Kind>;
  readonly problems: readonly ImportRowProblem[];
}

export interface PlanProblem {
  readonly code: ImportRowProblemCode | ImportPlanProblemCode;
  readonly column: string | null;
  readonly params: ErrorParams;
}

/** One field that a row changes, in words that mean the same today and tomorrow: codes and names, never ids. */
export interface Difference {
  readonly path: string;
  readonly from: string | number | boolean | null;
  readonly to: string | number | boolean | null;
}

/** What a row would do. Two plans of equal digest do the same. */
export interface RowPlan {
  readonly rowNumber: number;
  readonly action: ImportAction;
  readonly label: string | null;
  /** Of what is there already; null for what is new. */
  readonly entityId: string | null;
  readonly differences: readonly Difference[];
  readonly problems: readonly PlanProblem[];
  readonly effect: PersonEffect | PlaceEffect | null;
  readonly digest: string;
}

/** @param basis what else the plan rests on, where its differences do not tell all of it */
export function rowPlan(plan: Omit<RowPlan, "digest">, basis: string | null = null): RowPlan {
  const problems = plan.problems.map(({ code, params }) => [code, params]);
  const said = [plan.action, plan.label, plan.differences, problems, ...(basis === null ? [] : [basis])];
  const digest = createHash("sha256").update(JSON.stringify(said)).digest("base64url").slice(0, 22);
  return { ...plan, digest };
}

export function errorPlan(
  row: { readonly rowNumber: number },
  label: string | null,
  entityId: string | null,
  problems: readonly PlanProblem[],
): RowPlan {
  return rowPlan({
    rowNumber: row.rowNumber,
    action: "error",
    label,
    entityId,
    differences: [],
    problems,
    effect: null,
  });
}
