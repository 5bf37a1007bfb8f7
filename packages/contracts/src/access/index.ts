export * from "./access-review.ts";
export {
  type ConditionAttribute,
  type ConditionAttributeType,
  type ConditionResource,
  type ConditionValuesOf,
  conditionAttributes,
  conditionResources,
  type ForConditionAttributesOf,
  findConditionAttributes,
} from "./condition-attributes.ts";
export {
  type ConditionProblem,
  type ConditionProblemCode,
  conditionMax,
  conditionProblemCodes,
  conditionProblemOutput,
  conditionProblems,
} from "./condition-problems.ts";
export * from "./delegation.ts";
export * from "./explanation.ts";
export * from "./grant.ts";
export * from "./guardrail.ts";
export * from "./module.ts";
export * from "./module-access.ts";
export * from "./permission-batch.ts";
export {
  commonActions,
  findPermission,
  isPermissionCode,
  isPlatformCode,
  type ModuleCode,
  moduleCodes,
  type PermissionCode,
  type PermissionDefinition,
  type PermissionGroup,
  permissionCatalogue,
  permissionCodes,
  permissionGroups,
} from "./permission-catalogue.ts";
export * from "./permission-catalogue-entry.ts";
export {
  isPermissionPattern,
  type ParsedPermission,
  type PermissionEffect,
  type PermissionScope,
  parsePermission,
  patternMatches,
  patternsNaming,
  permissionEffects,
  permissionMatcher,
  permissionScopes,
  permissionTextMax,
} from "./permission-grammar.ts";
export * from "./permission-group.ts";
export { catalogueIdOf, permissionIdOf } from "./permission-id.ts";
export * from "./permission-template.ts";
export * from "./policy-test.ts";
export * from "./question.ts";
export * from "./resource-permission.ts";
export * from "./role.ts";
export * from "./simulation.ts";
