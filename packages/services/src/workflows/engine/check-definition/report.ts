import type { WorkflowProblem, WorkflowProblemCode, workflowProblems } from "@gloria/contracts";

export type Path = readonly (string | number)[];

/** The params that a code carries. */
export type ProblemParams<Code extends WorkflowProblemCode> = Readonly<
  Record<(typeof workflowProblems)[Code][number], WorkflowProblem["params"][string]>
>;

/** Notes one thing that is wrong. */
export type Report = <Code extends WorkflowProblemCode>(path: Path, code: Code, params: ProblemParams<Code>) => void;
