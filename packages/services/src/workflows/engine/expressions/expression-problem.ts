import type { WorkflowProblem, WorkflowProblemCode, workflowProblems } from "@gloria/contracts";
import { findText, formatText } from "@gloria/i18n";

export type ExpressionProblemCode = Extract<WorkflowProblemCode, `expression_${string}`>;

/** With the place in the source as `offset`, where the code has one. */
export type ExpressionProblemParams<Code extends ExpressionProblemCode> = Readonly<
  Record<(typeof workflowProblems)[Code][number], string | number>
>;

export interface ExpressionProblem {
  readonly code: ExpressionProblemCode;
  readonly params: WorkflowProblem["params"];
  /** In English, for logs and developers; people read the text of the code. */
  readonly message: string;
  /** Where in the source, in UTF-16 units from 0; null when it is about the whole. */
  readonly position: number | null;
}

export function expressionProblem<Code extends ExpressionProblemCode>(
  code: Code,
  params: ExpressionProblemParams<Code>,
): ExpressionProblem {
  const named: Readonly<Record<string, string | number>> = params;
  const { offset } = named;
  return {
    code,
    params: named,
    message: formatText("en", findText("en", `workflowProblem.${code}`) ?? code, named),
    position: typeof offset === "number" ? offset : null,
  };
}
