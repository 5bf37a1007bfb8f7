export { checkExpression, type ExpectedType, fieldsRead } from "./check-expression.ts";
export { type ExpressionResult, evaluateExpression } from "./evaluate-expression.ts";
export type { ExpressionSubject } from "./expression-language.ts";
export type { ExpressionProblem } from "./expression-problem.ts";
export type { ExpressionScope } from "./expression-scope.ts";
