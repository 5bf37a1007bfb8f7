export { codeOf } from "./code-of.ts";
export { urlOf } from "./database-url.ts";
export { type Deferred, deferred } from "./deferred.ts";
export {
  type FakeClerkMembership,
  type FakeClerkServer,
  type FakeClerkUser,
  type SignedDelivery,
  startFakeClerkServer,
} from "./fake-clerk-server.ts";
export { hashTables } from "./hash-tables.ts";
export { type GrantRow, makeGrant } from "./make-grant.ts";
export { makeOneOfEverything, type OneOfEverything } from "./make-one-of-everything.ts";
export { makeTenant, type TestTenant } from "./make-tenant.ts";
export { openOwner } from "./open-owner.ts";
export { caseCount, propertyTimeout } from "./run-counts.ts";
export { startRedis, type TestRedis } from "./start-redis.ts";
export { type TestDatabase, testDatabase } from "./test-database.ts";
export { testServerUrl } from "./test-server-url.ts";
export { testServices } from "./test-services.ts";
export { wellFormed } from "./well-formed.ts";
