export { assertPolicyTests, assertTemplateTests } from "./assert-policy-tests.ts";
export { getPolicyTests } from "./get-policy-tests.ts";
export { policyTestColumnClasses } from "./policy-test-queries.ts";
export { runPolicyTests } from "./run-policy-tests.ts";
export { savePolicyTests } from "./save-policy-tests.ts";
