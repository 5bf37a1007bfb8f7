import type {
  connect,
  Database,
  dataDirOf,
  migrateDatabase,
  RoleUrls,
  readMigrationStatus,
  resolveHome,
  roleNamesOf,
  startEmbeddedPostgres,
} from "@gloria/db";

/** What the commands need of a database; given to them, so that only `main.ts` opens one. */
export interface DatabasePort {
  readonly connect: typeof connect;
  readonly migrateDatabase: typeof migrateDatabase;
  readonly readMigrationStatus: typeof readMigrationStatus;
  readonly roleNamesOf: typeof roleNamesOf;
  readonly resolveHome: typeof resolveHome;
  readonly dataDirOf: typeof dataDirOf;
  readonly startEmbeddedPostgres: typeof startEmbeddedPostgres;
}

export type { Database, RoleUrls };
