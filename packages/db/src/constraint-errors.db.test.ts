import { errorFamilies } from "@gloria/contracts";
import { testDatabase } from "@gloria/testkit";
import { describe, expect, it } from "vitest";
import { constraintErrors } from "./constraint-errors.ts";

const database = testDatabase();

/** Names under which PostgreSQL reports a violation: unique and exclusion constraints, unique indexes, our triggers. */
async function constraintsInCatalogue() {
  const decisive = await database.owner<{ name: string }[]>`
    select coalesce(k.conname, x.relname) as name
    from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    join pg_namespace n on n.oid = t.relnamespace
    left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
    where n.nspname = 'gloria' and not t.relispartition and not i.indisprimary
      and (i.indisunique or i.indisexclusion)
    union
    select (regexp_matches(p.prosrc, 'CONSTRAINT = ''(\\w+)''', 'g'))[1]
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'gloria'`;
  const others = await database.owner<{ name: string }[]>`
    select k.conname as name from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
    where n.nspname = 'gloria' and k.contype in ('c', 'f') and not t.relispartition`;
  return { decisive: decisive.map((row) => row.name), others: others.map((row) => row.name) };
}

describe("the constraint map", () => {
  it("gives every unique, exclusion and trigger constraint a code", async () => {
    const { decisive } = await constraintsInCatalogue();
    expect(decisive.length).toBeGreaterThan(20);
    expect(decisive.filter((name) => !Object.hasOwn(constraintErrors, name)).sort()).toEqual([]);
  });

  it("names no constraint that is gone", async () => {
    const { decisive, others } = await constraintsInCatalogue();
    const known = new Set([...decisive, ...others]);
    expect(Object.keys(constraintErrors).filter((name) => !known.has(name))).toEqual([]);
  });

  it("never calls a constraint our own fault", () => {
    expect(Object.entries(constraintErrors).filter(([, code]) => errorFamilies[code] === "INTERNAL")).toEqual([]);
  });
});
