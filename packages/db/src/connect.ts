import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { ClientPool } from "./client-pool.ts";

export type Db = PostgresJsDatabase<Record<string, never>>;

export interface ConnectOptions {
  readonly url: string;
  /** Connections for transactions at most, and as many for single statements but not over 3; each is a process. */
  readonly max: number;
  readonly name: string;
}

/**
 * Connections under one login role. `transactions` carries the tenants' transactions; `sql` and `db` are for the few
 * single statements that belong to no tenant. Instants cross the wire as text and dates as `YYYY-MM-DD`: drizzle's columns decide what they become.
 */
export interface Database {
  readonly sql: Sql;
  readonly db: Db;
  readonly transactions: ClientPool;
  close(): Promise<void>;
}

export function connect(options: ConnectOptions): Database {
  const sql = postgres(options.url, {
    max: Math.min(options.max, 3),
    onnotice: () => {},
    idle_timeout: 60,
    max_lifetime: 60 * 30,
    connect_timeout: 10,
    connection: { application_name: options.name, TimeZone: "UTC" },
  });
  const transactions = new ClientPool(options);
  return {
    sql,
    db: drizzle(sql),
    transactions,
    async close() {
      await Promise.all([transactions.close(), sql.end({ timeout: 5 })]);
    },
  };
}

/** The process refuses to run under a role that row security does not bind. */
export async function assertBoundRole(sql: Sql): Promise<void> {
  const [role] = await sql<{ name: string; free: boolean; owns: boolean }[]>`
    select r.rolname as name, r.rolsuper or r.rolbypassrls as free,
      exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'gloria' and c.relowner = r.oid) as owns
    from pg_roles r where r.rolname = current_user`;
  if (role === undefined || role.free || role.owns) {
    throw new Error(
      `Gloria refuses to run as the database role "${role?.name ?? "?"}": it ${role?.owns ? "owns the tables" : "bypasses row security"}, ` +
        "so tenants would not be kept apart. Point DATABASE_APP_URL at the role that the migration made.",
    );
  }
}
