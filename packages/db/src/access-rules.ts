import type { Sql } from "postgres";
import { quoteIdentifier, type RoleNames } from "./database-roles.ts";

/** What the request role may do beyond SELECT. A table that is not named here may be read, inserted and updated. */
const appRights: Readonly<Record<string, string>> = {
  audit_events: "select, insert",
  permission_epochs: "select",
  permission_epoch_log: "select",
  superseded_facts: "select",
  permission_groups: "select, insert, update, delete",
  modules: "select, insert, update, delete",
  auth_tickets: "select, insert, delete",
  position_reports: "select, insert, update, delete",
  external_ids: "select, insert, delete",
  attempt_counters: "select, insert, update, delete",
  import_rows: "select, insert, update, delete",
  import_mappings: "select, insert, update, delete",
  files: "select, insert, update, delete",
  file_chunks: "select, insert, delete",
  exports: "select, insert, update, delete",
  webhook_receipts: "",
  clerk_users: "",
  clerk_memberships: "",
};

/** What must be read before a tenant is known, and by whom nothing else is seen. */
const systemRights: Readonly<Record<string, string>> = {
  tenants: "select",
  outbox: "select, update",
  notifications: "select, update",
  deliveries: "select, update",
  webhook_receipts: "select, insert",
  clerk_users: "select, insert, update",
  clerk_memberships: "select, insert, update",
  scim_tokens: "select, update (last_used_at)",
  imports: "select",
  permission_batches: "select",
};

const functionRights: Readonly<Record<string, "app" | "system" | "both">> = {
  "enter_tenant(uuid, uuid, uuid)": "app",
  "search_users(text, text[], uuid, text, uuid, integer)": "app",
  "search_users_nearly(text, text[], integer)": "app",
  "today_in(uuid, uuid)": "app",
  "purge_person(uuid, text, text[])": "app",
  "duplicate_candidates(integer, uuid, uuid, integer)": "app",
  "lock_epoch()": "app",
  "share_epoch()": "app",
  "raise_epoch(uuid)": "app",
  "most_holders(uuid, uuid, date)": "app",
  "find_sign_in(text)": "system",
  "find_clerk_user(text)": "system",
  "ensure_audit_partitions(date, date)": "system",
  "find_swept_files(integer)": "system",
  "find_stalled_exports(integer)": "system",
  "find_old_exports(integer)": "system",
  "match_people(text[], text[], text[], text[])": "app",
  "take_back_person(uuid, uuid)": "app",
  "take_back_place(text, uuid)": "app",
  "find_expired_imports(integer)": "system",
};

/**
 * Row security and grants for every table of the schema, derived from the catalogue, so that a table added by any
 * migration is closed before anyone can read it. Safe to repeat; runs inside the migration's lock.
 */
export async function applyAccessRules(owner: Sql, roles: RoleNames): Promise<void> {
  const app = quoteIdentifier(roles.app);
  const system = quoteIdentifier(roles.system);
  const tables = await owner<{ name: string; tenantColumn: string | null }[]>`
    select c.relname as name,
      case when c.relname = 'tenants' then 'id'
           when exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) then 'tenant_id'
      end as "tenantColumn"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'gloria' and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`;

  const statements = [
    `revoke all on schema gloria from public`,
    `revoke all on all tables in schema gloria from public, ${app}, ${system}`,
    `revoke all on all functions in schema gloria from public, ${app}, ${system}`,
    `grant usage on schema gloria to ${app}, ${system}`,
    // Immutable text functions are part of generated columns and indexes: every writer calls them.
    ...[
      "fold(text)",
      "search_text(text, text, text, text)",
      "tenant_grams(uuid, text)",
      "search_words(text)",
      "prefix_grams(text)",
    ].map((signature) => `grant execute on function gloria.${signature} to ${app}, ${system}`),
    `alter role ${app} set max_parallel_workers_per_gather = 0`,
    `alter role ${app} set idle_in_transaction_session_timeout = '60s'`,
    `alter role ${app} set statement_timeout = '30s'`,
    `alter role ${system} set max_parallel_workers_per_gather = 0`,
  ];
  for (const [signature, who] of Object.entries(functionRights)) {
    const to = who === "both" ? `${app}, ${system}` : who === "app" ? app : system;
    statements.push(`grant execute on function gloria.${signature} to ${to}`);
  }
  for (const { name, tenantColumn } of tables) {
    const table = `gloria.${quoteIdentifier(name)}`;
    statements.push(
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
      ...policy(table, "owner_all", "current_user", "true"),
    );
    const app_ = appRights[name] ?? (tenantColumn === null ? "" : "select, insert, update");
    if (app_ !== "" && tenantColumn !== null) {
      statements.push(
        `grant ${app_} on ${table} to ${app}`,
        ...policy(
          table,
          "tenant_rows",
          app,
          `${tenantColumn} = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
        ),
      );
    }
    const system_ = systemRights[name];
    if (system_ !== undefined) {
      statements.push(`grant ${system_} on ${table} to ${system}`, ...policy(table, "system_rows", system, "true"));
    }
  }
  await owner.unsafe(statements.join(";\n"));
}

function policy(table: string, name: string, role: string, rows: string): string[] {
  return [
    `drop policy if exists ${name} on ${table}`,
    `create policy ${name} on ${table} to ${role} using (${rows}) with check (${rows})`,
  ];
}
