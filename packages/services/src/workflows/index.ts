export { demoDefinitions } from "./demo-definitions/index.ts";
export {
  type ActionShape,
  checkDefinition,
  type DefinitionCheck,
  type DefinitionWorld,
  unknownWorld,
} from "./engine/check-definition/index.ts";
export {
  type DefinitionDifference,
  diffDefinitions,
  type NamedDifference,
  type ValueDifference,
} from "./engine/diff-definitions.ts";
export {
  checkExpression,
  type ExpectedType,
  type ExpressionProblem,
  type ExpressionResult,
  type ExpressionScope,
  evaluateExpression,
} from "./engine/expressions/index.ts";
