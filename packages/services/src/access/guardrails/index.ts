export { createGuardrail } from "./create-guardrail.ts";
export { endGuardrail } from "./end-guardrail.ts";
export { getGuardrail } from "./get-guardrail.ts";
export { listGuardrails } from "./list-guardrails.ts";
