import { parseArgs } from "node:util";
import { engineChoices } from "./measure-engines.ts";

export interface PermissionsBenchOptions {
  /** People in all tenants together, for the questions over HTTP. */
  readonly users: number;
  /** Length of one measured run. */
  readonly seconds: number;
  readonly rounds: number;
  /** Names of engines and parts; null: all. */
  readonly only: readonly string[] | null;
  readonly fresh: boolean;
  readonly jsonFile: string | null;
  readonly writeDocs: boolean;
}

/** What is measured besides the engines. */
export const requestParts = ["requests", "list", "epoch"] as const;

const help = `npm run bench -- permissions [options]

  --users N     people in all tenants together (1000000); each size keeps a database of its own
  --seconds N   length of one measured run (3)
  --rounds N    rounds; in each, every engine is measured once (5)
  --only a,b    only these engines and parts
  --smoke       20,000 people, one round of one second
  --fresh       build the data anew
  --json FILE   write the figures
  --write-docs  write the table into docs/benchmarks.md

Engines and parts: ${[...engineChoices.map(({ name }) => name), ...requestParts].join(", ")}`;

/** The command line. Null when help was asked for, and printed. @throws Error that says what is wrong with it */
export function readPermissionsOptions(args: readonly string[]): PermissionsBenchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      users: { type: "string" },
      seconds: { type: "string" },
      rounds: { type: "string" },
      only: { type: "string" },
      smoke: { type: "boolean", default: false },
      fresh: { type: "boolean", default: false },
      json: { type: "string" },
      "write-docs": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return null;
  }
  const known: readonly string[] = [...engineChoices.map(({ name }) => name), ...requestParts];
  const only = values.only?.split(",").map((name) => name.trim()) ?? null;
  const unknown = only?.filter((name) => !known.includes(name)) ?? [];
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(", ")}; there are: ${known.join(", ")}`);
  const number = (name: "users" | "seconds" | "rounds", text: string, lowest: number, highest: number) => {
    const value = Number(text);
    if (!(value >= lowest && value <= highest)) throw new Error(`--${name} must be from ${lowest} to ${highest}`);
    return name === "seconds" ? value : Math.trunc(value);
  };
  return {
    users: number("users", values.users ?? (values.smoke ? "20000" : "1000000"), 910, 10_000_000),
    seconds: number("seconds", values.seconds ?? (values.smoke ? "1" : "3"), 0.5, 600),
    rounds: number("rounds", values.rounds ?? (values.smoke ? "1" : "5"), 1, 1000),
    only,
    fresh: values.fresh,
    jsonFile: values.json ?? null,
    writeDocs: values["write-docs"],
  };
}
