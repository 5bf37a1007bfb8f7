import type { CommandRun } from "../command-run.ts";
import type { Database } from "../database-port.ts";
import { type OpenDatabase, roleUrlsOf } from "../open-database.ts";
import { type Finding, failed, ok, warning } from "./check.ts";

const oldestServer = 150_000;
const clockWarningMs = 2_000;
const clockFailureMs = 30_000;

/** Everything that can be seen from the database's owner; the first finding says whether it answers at all. */
export async function checkDatabase(run: CommandRun, opened: OpenDatabase): Promise<Finding[]> {
  const owner = run.database.connect({ url: opened.ownerUrl, max: 1, name: "gloria-doctor" });
  try {
    const server = await checkServer(owner, opened);
    if (server.state === "failed") return [server];
    const clock = await checkClock(owner, run.now);
    const { applied, pending } = await run.database.readMigrationStatus(opened.ownerUrl);
    if (pending.length > 0) {
      return [
        server,
        clock,
        failed("migrations", `${pending.length} waiting: ${pending.join(", ")}`, "Run gloria db migrate."),
      ];
    }
    const migrations = ok("migrations", `${applied.length} applied, none waiting`);
    return [server, clock, migrations, await checkRoles(run, opened), await checkSeats(owner)];
  } finally {
    await owner.close();
  }
}

async function checkServer(owner: Database, opened: OpenDatabase): Promise<Finding> {
  let version: number;
  try {
    const [row] = await owner.sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    version = row?.version ?? 0;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed("database", `${opened.description} does not answer: ${why}`, "Start it, or mend DATABASE_URL.");
  }
  const release = `${Math.floor(version / 10_000)}.${version % 10_000}`;
  return version >= oldestServer
    ? ok("database", `PostgreSQL ${release}, ${opened.description}`)
    : failed("database", `PostgreSQL ${release}`, "Gloria needs PostgreSQL 15 or newer.");
}

/** Windows, due times and permissions go by the database's clock, tokens by ours. */
async function checkClock(owner: Database, now: () => Date): Promise<Finding> {
  const before = now().getTime();
  const [row] = await owner.sql<{ at: number }[]>`select extract(epoch from clock_timestamp())::float8 * 1000 as at`;
  const after = now().getTime();
  const difference = Math.round((row?.at ?? 0) - (before + after) / 2);
  const detail = `the database is ${Math.abs(difference)} ms ${difference < 0 ? "behind" : "ahead"}`;
  const fix = "Let both machines follow the same time server.";
  if (Math.abs(difference) >= clockFailureMs) return failed("clock", detail, fix);
  return Math.abs(difference) >= clockWarningMs ? warning("clock", detail, fix) : ok("clock", detail);
}

/** Row security binds neither superusers nor owners: under such a role tenants would not be kept apart. */
async function checkRoles(run: CommandRun, opened: OpenDatabase): Promise<Finding> {
  const free: string[] = [];
  for (const [role, url] of Object.entries(roleUrlsOf(run, opened))) {
    const database = run.database.connect({ url, max: 1, name: "gloria-doctor" });
    try {
      const [row] = await database.sql<{ free: boolean }[]>`
        select rolsuper or rolbypassrls or exists (
          select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'gloria' and c.relowner = r.oid) as free
        from pg_roles r where rolname = current_user`;
      if (row?.free !== false) free.push(role);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return failed("roles", `the role for "${role}" cannot sign in: ${why}`, "Run gloria db migrate.");
    } finally {
      await database.close();
    }
  }
  return free.length === 0
    ? ok("roles", "app, system and queue sign in and are bound by row security")
    : failed(
        "roles",
        `not bound by row security: ${free.join(", ")}`,
        "Use roles without SUPERUSER and BYPASSRLS that own no tables.",
      );
}

/** Seats held today by people who have left: nobody decides there, and nobody sees the vacancy. */
async function checkSeats(owner: Database): Promise<Finding> {
  const [row] = await owner.sql<{ orphans: number }[]>`
    select count(*)::int as orphans
    from gloria.assignments a join gloria.users u on u.tenant_id = a.tenant_id and u.id = a.user_id
    where a.ended_at is null and daterange(a.valid_from, a.valid_until) @> current_date
      and (u.deleted_at is not null or u.status = 'resigned')`;
  const orphans = row?.orphans ?? 0;
  return orphans === 0
    ? ok("seats", "none held by people who have left")
    : warning("seats", `${orphans} held by people who have left`, "End those assignments.");
}
