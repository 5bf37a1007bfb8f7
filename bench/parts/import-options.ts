import { parseArgs } from "node:util";

export interface ImportBenchOptions {
  /** Rows of each file. */
  readonly rows: number;
  readonly rounds: number;
  readonly jsonFile: string | null;
  readonly writeDocs: boolean;
  /** Where the worker leaves a CPU profile; its figures are then not comparable. */
  readonly profileDir: string | null;
}

const help = `npm run bench -- imports [options]

  --rows N       rows of each file (10000)
  --rounds N     rounds; each imports a CSV and an XLSX and copies the same rows (3)
  --smoke        500 rows, one round
  --json FILE    write the figures
  --write-docs   write the table into docs/benchmarks.md
  --profile DIR  leave a CPU profile of the worker there`;

/** The command line. Null when help was asked for, and printed. @throws Error that says what is wrong with it */
export function readImportOptions(args: readonly string[]): ImportBenchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: "string" },
      rounds: { type: "string" },
      smoke: { type: "boolean", default: false },
      json: { type: "string" },
      "write-docs": { type: "boolean", default: false },
      profile: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return null;
  }
  return {
    rows: numberOf("rows", values.rows ?? (values.smoke ? "500" : "10000"), 100, 100_000),
    rounds: numberOf("rounds", values.rounds ?? (values.smoke ? "1" : "3"), 1, 100),
    jsonFile: values.json ?? null,
    writeDocs: values["write-docs"],
    profileDir: values.profile ?? null,
  };
}

function numberOf(name: string, text: string, lowest: number, highest: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < lowest || value > highest) {
    throw new Error(`--${name} must be a whole number from ${lowest} to ${highest}`);
  }
  return value;
}
