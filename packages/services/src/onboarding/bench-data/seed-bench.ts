import { AppError } from "@gloria/core";
import { type Database, toAppError } from "@gloria/db";
import { demoSeed } from "../demo/index.ts";
import { benchShape } from "./bench-shape.ts";
import { benchStatements } from "./bench-statements.ts";
import { suspendRules } from "./suspended-rules.ts";

export interface SeedBenchOptions {
  /** People in all tenants together. Default 1,000,000; at least 910. */
  readonly total?: number | undefined;
  readonly seed?: number | undefined;
  /** The people came 180 days before it. */
  readonly asOf: Date;
  /** Told after each step, with how long it took. */
  readonly onStep?: ((step: string, milliseconds: number) => void) | undefined;
}

export interface SeedBenchReport {
  readonly tenants: number;
  readonly users: number;
  readonly milliseconds: number;
}

/** Tables that get as many rows as there are people. */
const heavyTables = ["users", "assignments", "role_assignments"] as const;

/**
 * Fills a database with the data of the benches: 91 tenants `bench-00` … `bench-90`, the last one big, each with an
 * administrator `admin@bench-NN.example`, a seat and a role for everybody. One transaction, which keeps everybody else
 * out of the tables: their indexes and foreign keys are dropped, and built again over all rows at once. No audit events.
 *
 * @throws AppError `tenant.code_in_use` when the data is there already, `data.out_of_range` for too small a total;
 *   nothing is then written
 */
export async function seedBench(db: { readonly owner: Database }, options: SeedBenchOptions): Promise<SeedBenchReport> {
  const total = options.total ?? 1_000_000;
  if (!Number.isInteger(total) || total < 910 || total > 10_000_000) throw new AppError("data.out_of_range", { total });
  const started = performance.now();
  const timed = async (step: string, work: () => PromiseLike<unknown>) => {
    const from = performance.now();
    await work();
    options.onStep?.(step, performance.now() - from);
  };
  const { sql } = db.owner;
  try {
    await sql.begin(async (tx) => {
      const [existing] = await tx<
        { code: string }[]
      >`select code from gloria.tenants where code like 'bench-%' limit 1`;
      if (existing !== undefined) throw new AppError("tenant.code_in_use", { code: existing.code });
      await tx.unsafe("set local maintenance_work_mem = '512MB'; set local work_mem = '64MB'");
      const rules = await suspendRules(tx, heavyTables);
      for (const { name, statement } of benchStatements(benchShape(total), options.seed ?? demoSeed, options.asOf)) {
        await timed(name, () => tx.unsafe(statement));
      }
      for (const statement of rules.restore) await timed(labelOf(statement), () => tx.unsafe(statement));
    });
    await timed("vacuum analyze", () =>
      sql.unsafe(`vacuum (analyze) ${heavyTables.map((table) => `gloria.${table}`).join(", ")}`),
    );
    await sql.unsafe("analyze gloria.tenants, gloria.schools, gloria.positions, gloria.roles, gloria.grants");
  } catch (error) {
    throw toAppError(error);
  }
  const [counts] = await sql<{ tenants: number; users: number }[]>`
    select (select count(*) from gloria.tenants where code like 'bench-%')::int as tenants,
      (select count(*) from gloria.users u join gloria.tenants t on t.id = u.tenant_id where t.code like 'bench-%')::int as users`;
  return { tenants: counts?.tenants ?? 0, users: counts?.users ?? 0, milliseconds: performance.now() - started };
}

/** `CREATE INDEX x ON …` → `index x`. */
function labelOf(statement: string): string {
  const words = statement.split(/\s+/);
  const at = words.findIndex((word) => /^(index|constraint)$/i.test(word));
  return at < 0 ? statement : `${words[at]?.toLowerCase()} ${words[at + 1]}`;
}
