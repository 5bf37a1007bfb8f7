import { AppError, createFieldCrypto } from "@gloria/core";
import { seedBench, seedDemo } from "@gloria/services";
import { type Command, InvalidArgumentError } from "commander";
import { CliError } from "../cli-error.ts";
import type { CommandRun } from "../command-run.ts";
import type { Database } from "../database-port.ts";
import { exitCodes } from "../exit-codes.ts";
import { keyRingOf, withDatabase } from "../open-database.ts";
import type { Register } from "../register.ts";
import { formatTable } from "../screen.ts";

interface SeedFlags {
  readonly asOf?: Date;
}

interface BenchFlags extends SeedFlags {
  readonly total: number;
}

/** `gloria seed demo|large|bench`. */
export function addSeedCommands(program: Command, register: Register): void {
  const group = program.command("seed").description("fill the database with made-up data");
  const asOf = ["--as-of <date>", 'what "today" is: a date or an RFC 3339 instant', parseMoment] as const;
  register(
    group
      .command("demo")
      .description("the demo foundation: 360 people in six schools")
      .option(...asOf),
    (run, flags: SeedFlags) => seedFoundation(run, "demo", flags),
  );
  register(
    group
      .command("large")
      .description("the demo foundation with 10,000 people in fifty schools")
      .option(...asOf),
    (run, flags: SeedFlags) => seedFoundation(run, "large", flags),
  );
  register(
    group
      .command("bench")
      .description("1,000,000 people in 91 tenants, for measuring")
      .option(...asOf)
      .option("--total <people>", "people in all tenants together", parseTotal, 1_000_000),
    seedForBench,
  );
}

async function seedFoundation(run: CommandRun, size: "demo" | "large", { asOf }: SeedFlags): Promise<void> {
  await assertMayBeMadeUp(run);
  const fieldCrypto = createFieldCrypto(await keyRingOf(run));
  const report = await asOwner(run, (owner) =>
    seedDemo({ owner, fieldCrypto }, { asOf: asOf ?? run.now(), size, dryRun: run.options.dryRun }),
  );
  const rows = Object.entries(report.rows).map(([table, count]) => ({ table, count }));
  const heading = run.options.dryRun ? "Would write:" : "Written:";
  const table = formatTable(rows, [
    ["TABLE", (row) => row.table],
    ["ROWS", (row) => row.count],
  ]);
  run.answer({ ...report, dryRun: run.options.dryRun }, `${heading}\n${table}`);
}

async function seedForBench(run: CommandRun, { asOf, total }: BenchFlags): Promise<void> {
  if (run.options.dryRun) {
    run.answer({ total, dryRun: true }, `Would write ${total} people into 91 tenants.`);
    return;
  }
  await run.confirm(`This writes ${total} people, locks the people's tables meanwhile and takes minutes. Go on?`);
  const report = await asOwner(run, (owner) =>
    seedBench(
      { owner },
      {
        asOf: asOf ?? run.now(),
        total,
        onStep: (step, milliseconds) => run.progress(`${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${step}`),
      },
    ),
  );
  const seconds = (report.milliseconds / 1000).toFixed(1);
  run.answer(report, `Written: ${report.users} people in ${report.tenants} tenants, in ${seconds} s.`);
}

async function assertMayBeMadeUp(run: CommandRun): Promise<void> {
  if (run.config.environment === "production" && !run.options.dryRun) {
    await run.confirm("NODE_ENV is production. Put made-up people into this database?");
  }
}

function asOwner<Result>(run: CommandRun, work: (owner: Database) => Promise<Result>): Promise<Result> {
  return withDatabase(run, async (opened) => {
    const { pending } = await run.database.readMigrationStatus(opened.ownerUrl);
    if (pending.length > 0) {
      throw new CliError("The database is not of this version yet.", "Run gloria db migrate first.");
    }
    const owner = run.database.connect({ url: opened.ownerUrl, max: 1, name: "gloria-cli-seed" });
    try {
      return await work(owner);
    } catch (error) {
      if (error instanceof AppError && error.code === "tenant.code_in_use") {
        throw new CliError(
          `The tenant ${String(error.params["code"])} exists already: nothing was written.`,
          "Seed an empty database; npm start -- --reset makes one.",
          exitCodes.refused,
          { cause: error },
        );
      }
      throw error;
    } finally {
      await owner.close();
    }
  });
}

function parseMoment(text: string): Date {
  const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T05:00:00Z` : text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError("a date like 2026-07-13, or an instant");
  return at;
}

function parseTotal(text: string): number {
  const total = Number(text);
  if (!Number.isInteger(total) || total < 910 || total > 10_000_000) {
    throw new InvalidArgumentError("a whole number from 910 to 10000000");
  }
  return total;
}
