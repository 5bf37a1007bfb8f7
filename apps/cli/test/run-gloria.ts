import { Readable, Writable } from "node:stream";
import * as database from "@gloria/db";
import { runCli } from "../src/program.ts";

export interface GloriaResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this process, as a script does: nobody watches, nobody answers. */
export function runGloria(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<GloriaResult> {
  return run(environment, args, { interactive: false, typed: "" });
}

/** Runs it as somebody at a terminal does, who types these lines. */
export function runGloriaAtTerminal(
  environment: Readonly<Record<string, string>>,
  typed: string,
  ...args: readonly string[]
): Promise<GloriaResult> {
  return run(environment, args, { interactive: true, typed });
}

async function run(
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
  { interactive, typed }: { readonly interactive: boolean; readonly typed: string },
): Promise<GloriaResult> {
  const out = collect();
  const err = collect();
  const code = await runCli(args, {
    screen: { out: out.stream, err: err.stream, interactive },
    input: Readable.from(typed === "" ? [] : [typed]),
    environment,
    database: {
      connect: database.connect,
      dataDirOf: database.dataDirOf,
      migrateDatabase: database.migrateDatabase,
      readMigrationStatus: database.readMigrationStatus,
      resolveHome: database.resolveHome,
      roleNamesOf: database.roleNamesOf,
      startEmbeddedPostgres: (options) => database.startEmbeddedPostgres({ ...options, durable: false }),
    },
    now: () => new Date(),
  });
  return { code, out: out.text(), err: err.text() };
}

function collect(): { readonly stream: Writable; text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => chunks.join("") };
}
