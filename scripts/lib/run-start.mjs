import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { root } from "./clone.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { Failure, runMain } from "./failure.mjs";
import { withPrepareLock } from "./prepare-lock.mjs";

const help = `
Usage: npm start -- [flags]

Installs what is missing, builds what is stale, starts the database, migrates it, fills an empty
one with demo data, and starts the api (with the admin app and the docs) and the worker.

  --port N       port to listen on; 0 takes any free one        GLORIA_PORT, 3000
  --host ADDR    address to listen on                           GLORIA_HOST, 127.0.0.1
  --home DIR     folder of the database and generated keys      GLORIA_HOME, .gloria
  --seed KIND    demo, large or none, for an empty database     GLORIA_SEED, demo
  --reset        remove the embedded database first (asks)
  --yes          with --reset: do not ask
  --help         this text

Settings that have no flag: docs/operations and the README.
`;

/** The command `npm start`. */
export function runStart() {
  return runMain(async () => {
    const startedAtMs = Date.now() - process.uptime() * 1000;
    const flags = readFlags(process.argv.slice(2));
    if (flags.help) {
      console.log(help);
      return 0;
    }
    applyFlags(flags);
    console.log("\n  Gloria\n");
    await withPrepareLock(async () => {
      await ensureInstalled();
      await ensureBuilt();
    });
    const { launch } = await import(pathToFileURL(join(root, "scripts", "dist", "main.js")).href);
    return launch({ root, startedAtMs, reset: flags.reset === true, assumeYes: flags.yes === true });
  });
}

function readFlags(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: "string" },
        host: { type: "string" },
        home: { type: "string" },
        seed: { type: "string" },
        reset: { type: "boolean" },
        yes: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    return values;
  } catch (error) {
    throw new Failure({
      what: "A flag is not understood.",
      why: error.message,
      fix: "npm start -- --help lists the flags; they stand behind the two dashes.",
    });
  }
}

/** A flag is a setting said on the command line: everything after this reads settings alone. */
function applyFlags(flags) {
  const from = process.env.INIT_CWD ?? process.cwd();
  const given = { GLORIA_PORT: flags.port, GLORIA_HOST: flags.host, GLORIA_SEED: flags.seed };
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) {
      process.env[name] = value;
    }
  }
  if (flags.home !== undefined) {
    process.env.GLORIA_HOME = resolve(from, flags.home);
  }
  process.env.GLORIA_HOME = resolve(root, process.env.GLORIA_HOME || ".gloria");
}
