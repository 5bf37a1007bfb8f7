export { applyAccessRules } from "./access-rules.ts";
export { type CompiledStatement, compileStatement } from "./compile-statement.ts";
export { assertBoundRole, type ConnectOptions, connect, type Database, type Db } from "./connect.ts";
export { constraintErrors } from "./constraint-errors.ts";
export { toAppError } from "./database-errors.ts";
export {
  type LoginRole,
  loginRoles,
  quoteIdentifier,
  type RoleNames,
  type RoleUrls,
  roleNamesOf,
} from "./database-roles.ts";
export * from "./embedded/index.ts";
export { instantText } from "./instant-text.ts";
export {
  findMigrations,
  type MigrateOptions,
  type MigrationReport,
  type MigrationStatus,
  migrateDatabase,
  readMigrationStatus,
} from "./migrate-database.ts";
export type { Opening } from "./opening.ts";
export { readInOneStatement } from "./read-in-one-statement.ts";
export * from "./schema/index.ts";
export {
  type NewTenant,
  readTenant,
  type TenantTransaction,
  withNewTenant,
  withTenant,
} from "./tenant-transaction.ts";
export { cameTooLate } from "./transaction-line.ts";
