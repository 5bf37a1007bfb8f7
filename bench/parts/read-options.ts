import { parseArgs } from "node:util";

export interface BenchOptions {
  /** People in all tenants together. */
  readonly users: number;
  /** Length of one measured run of one side. */
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
  /** Names of scenarios; null: all. */
  readonly only: readonly string[] | null;
  /** Build the data anew. */
  readonly fresh: boolean;
  readonly jsonFile: string | null;
  readonly writeDocs: boolean;
  /** Where the api leaves a CPU profile; its figures are then not comparable. */
  readonly profileDir: string | null;
}

const help = `npm run bench -- api [options]

  --users N        people in all tenants together (1000000); each size keeps a database of its own
  --seconds N      length of one measured run (4); the warm-up takes twice that
  --rounds N       rounds of each scenario, each measures both sides (5)
  --connections N  requests under way at once (16)
  --only a,b       only these scenarios
  --fresh          build the data anew
  --json FILE      write the figures
  --write-docs     write the table into docs/benchmarks.md
  --profile DIR    leave a CPU profile of the api there`;

/** The command line. Null when help was asked for, and printed. @throws Error that says what is wrong with it */
export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      users: { type: "string", default: "1000000" },
      seconds: { type: "string", default: "4" },
      rounds: { type: "string", default: "5" },
      connections: { type: "string", default: "16" },
      only: { type: "string" },
      fresh: { type: "boolean", default: false },
      json: { type: "string" },
      "write-docs": { type: "boolean", default: false },
      profile: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(`${help}\n\nScenarios: ${known.join(", ")}`);
    return null;
  }
  const only = values.only?.split(",").map((name) => name.trim()) ?? null;
  const unknown = only?.filter((name) => !known.includes(name)) ?? [];
  if (unknown.length > 0) throw new Error(`no scenario ${unknown.join(", ")}; there are: ${known.join(", ")}`);
  return {
    users: numberOf("users", values.users, 910, 10_000_000),
    seconds: numberOf("seconds", values.seconds, 0.5, 600),
    rounds: numberOf("rounds", values.rounds, 1, 1000),
    connections: numberOf("connections", values.connections, 1, 256),
    only,
    fresh: values.fresh,
    jsonFile: values.json ?? null,
    writeDocs: values["write-docs"],
    profileDir: values.profile ?? null,
  };
}

function numberOf(name: string, text: string, lowest: number, highest: number): number {
  const value = Number(text);
  if (!(value >= lowest && value <= highest) || (name !== "seconds" && !Number.isInteger(value))) {
    throw new Error(`--${name} must be a number from ${lowest} to ${highest}`);
  }
  return value;
}
