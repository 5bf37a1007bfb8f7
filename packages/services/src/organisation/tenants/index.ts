export { createTenant } from "./create-tenant.ts";
export { listTenants } from "./list-tenants.ts";
export { readTenantRow } from "./tenant-queries.ts";
