import { dirname, join } from "node:path";
import {
  connect,
  dataDirOf,
  findMigrations,
  migrateDatabase,
  readMigrationStatus,
  resolveHome,
  roleNamesOf,
  startEmbeddedPostgres,
} from "@gloria/db";
import { runCli } from "./program.ts";

/** The database's programs are a dependency of packages/db, whatever file this runs from. */
const programsFrom = join(dirname(findMigrations()), "package.json");

process.exitCode = await runCli(process.argv.slice(2), {
  screen: { out: process.stdout, err: process.stderr, interactive: process.stderr.isTTY === true },
  input: process.stdin,
  database: {
    connect,
    dataDirOf,
    migrateDatabase,
    readMigrationStatus,
    resolveHome,
    roleNamesOf,
    startEmbeddedPostgres: (options) => startEmbeddedPostgres({ resolveFrom: programsFrom, ...options }),
  },
  now: () => new Date(),
});
