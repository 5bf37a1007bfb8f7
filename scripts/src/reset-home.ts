import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { dataDirOf, stopServer } from "@gloria/db";
import { LaunchError } from "./launch-error.ts";

/** Removes the embedded database and the passwords of its roles, after asking. The generated keys stay. */
export async function resetHome(home: string, options: { assumeYes: boolean; ownDatabase: boolean }): Promise<void> {
  if (options.ownDatabase) {
    throw new LaunchError({
      what: "The database is not removed.",
      why: "--reset is for the embedded database, and DATABASE_URL names one of your own.",
      fix: "Drop and create that database yourself, then start without --reset.",
    });
  }
  if (!options.assumeYes && !(await confirm(`  Remove the database in ${home} and everything in it? [y/N] `))) {
    throw new LaunchError({
      what: "Nothing was removed, and nothing was started.",
      why: process.stdin.isTTY ? "You did not answer with y." : "There is no terminal to ask on.",
      fix: "Answer y, or say npm start -- --reset --yes.",
    });
  }
  await stopServer(dataDirOf(home));
  for (const name of ["postgres/data", "postgres/data.new", "postgres/password", "secrets"]) {
    rmSync(join(home, name), { recursive: true, force: true });
  }
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    return false;
  }
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await reader.question(question);
  reader.close();
  return /^y(es)?$/i.test(answer.trim());
}
