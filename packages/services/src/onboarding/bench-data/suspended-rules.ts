import type { StatementRunner } from "../demo/insert-rows.ts";

/** Connection or transaction that answers rows. */
export interface RuleReader extends StatementRunner {
  unsafe(statement: string, parameters?: string[]): PromiseLike<readonly Readonly<Record<string, string>>[]>;
}

/** What was taken off tables for a bulk load, as the statements that put it back. */
export interface SuspendedRules {
  readonly restore: readonly string[];
}

/**
 * Drops the foreign keys, exclusion constraints and secondary indexes of tables and switches their own triggers off.
 * Everything is put back, and checked, by the statements answered, which must run in the same transaction: if it does
 * not commit, nothing was ever taken off. Primary keys and named unique constraints stay.
 */
export async function suspendRules(sql: RuleReader, tables: readonly string[]): Promise<SuspendedRules> {
  const names = `{${tables.map((table) => `gloria.${table}`).join(",")}}`;
  const constraints = await sql.unsafe(
    `select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where conrelid = any ($1::text::regclass[]) and contype in ('f', 'x') order by conrelid, conname`,
    [names],
  );
  const indexes = await sql.unsafe(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i where i.indrelid = any ($1::text::regclass[])
       and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid) order by 1`,
    [names],
  );
  const statistics = await sql.unsafe(
    `select i.indexrelid::regclass::text as name, a.attnum::text as "column", a.attstattarget::text as target
     from pg_index i join pg_attribute a on a.attrelid = i.indexrelid
     where i.indrelid = any ($1::text::regclass[]) and a.attstattarget > 0 order by 1, 2`,
    [names],
  );
  for (const { table, name } of constraints) await sql.unsafe(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  for (const table of tables) await sql.unsafe(`alter table gloria.${table} disable trigger user`);
  return {
    restore: [
      ...indexes.map(({ definition }) => definition ?? ""),
      ...statistics.map(
        ({ name, column, target }) => `alter index ${name} alter column ${column} set statistics ${target}`,
      ),
      ...constraints.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
      ...tables.map((table) => `alter table gloria.${table} enable trigger user`),
    ],
  };
}
