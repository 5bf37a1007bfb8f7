export { BusinessTime } from "./calendar/business-time.ts";
export { demoDefinitions } from "./demo-definitions/index.ts";
export {
  type ActionShape,
  checkDefinition,
  type DefinitionCheck,
  type DefinitionWorld,
  unknownWorld,
} from "./engine/check-definition/index.ts";
export { checkInstance } from "./engine/check-instance.ts";
export {
  type DefinitionDifference,
  diffDefinitions,
  type NamedDifference,
  type ValueDifference,
} from "./engine/diff-definitions.ts";
export type { Effect } from "./engine/effect.ts";
export {
  checkExpression,
  type ExpectedType,
  type ExpressionProblem,
  type ExpressionResult,
  type ExpressionScope,
  evaluateExpression,
} from "./engine/expressions/index.ts";
export type {
  Branch,
  BranchState,
  Incident,
  IncidentCode,
  Instance,
  Job,
  Message,
  Remaining,
  Seat,
  SeatOrigin,
  StepRun,
  Timer,
  TimerKind,
  WorkflowInput,
} from "./engine/instance.ts";
export { type Answer, type Answers, type AnswerTo, type Approver, type Need, needKey } from "./engine/need.ts";
export { type Reduction, reduce } from "./engine/reduce.ts";
export type { RefusalCode } from "./engine/refused.ts";
export { tally, type Verdict, type Vote } from "./engine/tally.ts";
export { type CloseReason, type TraceEntry, traceLine } from "./engine/trace-entry.ts";
export type { WorkflowEvent, WorkflowEventOf, WorkflowEventType } from "./engine/workflow-event.ts";
export { plainWorld, type SimulationWorld } from "./simulation/plain-world.ts";
export {
  type SimulationAnswer,
  type SimulationQuestion,
  simulateWorkflow,
} from "./simulation/simulate-workflow.ts";
export type { SimulatedEntry } from "./simulation/simulation.ts";
