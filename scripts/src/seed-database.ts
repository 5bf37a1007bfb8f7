import { spawn } from "node:child_process";
import { once } from "node:events";
import type { SeedKind } from "@gloria/config";
import postgres from "postgres";
import { LaunchError } from "./launch-error.ts";

/** Whether the migrated database has no foundation yet. */
export async function isDatabaseEmpty(ownerUrl: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1, onnotice() {} });
  try {
    const rows = await sql<{ filled: boolean }[]>`select exists (select 1 from gloria.tenants) as filled`;
    return rows[0]?.filled !== true;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Whether the demo foundation is in the database, for the list of people to sign in as. */
export async function hasDemoPeople(ownerUrl: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1, onnotice() {} });
  try {
    const rows = await sql<{ found: boolean }[]>`
      select exists (select 1 from gloria.users where email = 'admin@demo.example') as found`;
    return rows[0]?.found === true;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Fills an empty database by the `gloria seed` command, so that the launcher needs no business rules. */
export async function seedDatabase(cliFile: string, kind: SeedKind, environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, ["--enable-source-maps", cliFile, "seed", kind], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-20_000);
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) {
    throw new LaunchError({
      what: `The ${kind} data cannot be put into the database.`,
      why: output.trim() || `gloria seed ${kind} ended with exit code ${code} and said nothing.`,
      fix: "Start with --seed none for an empty one; npm start -- --reset begins from an empty database.",
    });
  }
}
