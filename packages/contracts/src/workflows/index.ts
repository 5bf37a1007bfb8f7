export * from "./workflow-approvers.ts";
export * from "./workflow-duration.ts";
export * from "./workflow-fields.ts";
export * from "./workflow-problems.ts";
export * from "./workflow-spec.ts";
export * from "./workflow-states.ts";
export * from "./workflow-steps.ts";
