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
export {
  isPermissionPattern,
  type ParsedPermission,
  type PermissionEffect,
  type PermissionScope,
  parsePermission,
  patternMatches,
  permissionEffects,
  permissionMatcher,
  permissionScopes,
  permissionTextMax,
} from "./permission-grammar.ts";
