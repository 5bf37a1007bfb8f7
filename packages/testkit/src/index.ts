export { urlOf } from "./database-url.ts";
export type { GrantRow } from "./make-grant.ts";
export { makeTenant, type TestTenant } from "./make-tenant.ts";
export { type TestDatabase, testDatabase } from "./test-database.ts";
export { testServices } from "./test-services.ts";
