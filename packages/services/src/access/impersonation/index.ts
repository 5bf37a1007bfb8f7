export { endImpersonation } from "./end-impersonation.ts";
export { enterImpersonation } from "./enter-impersonation.ts";
export { startImpersonation } from "./start-impersonation.ts";
