import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { serverNodeFlags } from "@gloria/config";
import type { BenchDatabase } from "./bench-database.ts";
import { bundleProgram } from "./bundle-program.ts";
import { type ChildProgram, startChildProgram } from "./child-program.ts";
import type { Cleanup } from "./cleanup.ts";
import type { ClerkInstance } from "./clerk-tokens.ts";

export interface ServerOptions {
  /** The clone. */
  readonly root: string;
  /** Where programs and logs go. */
  readonly folder: string;
  readonly database: BenchDatabase;
  readonly clerk: ClerkInstance;
}

/** The api as it is deployed: the built program, in production, with Clerk's tokens. */
export function startGloria(
  options: ServerOptions,
  cleanup: Cleanup,
  own: { readonly name: string; readonly env?: Readonly<Record<string, string>>; readonly profileDir?: string | null },
): Promise<ChildProgram> {
  const { database, clerk } = options;
  const profile = own.profileDir == null ? [] : ["--cpu-prof", `--cpu-prof-dir=${own.profileDir}`];
  return startChildProgram(
    {
      name: own.name,
      file: join(options.root, "apps", "api", "dist", "main.js"),
      execArgv: [...serverNodeFlags, ...profile],
      logFile: join(options.folder, `${own.name}.log`),
      env: {
        NODE_ENV: "production",
        GLORIA_HOST: "127.0.0.1",
        GLORIA_PORT: "0",
        GLORIA_HOME: database.home,
        GLORIA_URL: clerk.authorizedParty,
        DATABASE_APP_URL: database.roleUrls.app,
        DATABASE_SYSTEM_URL: database.roleUrls.system,
        DATABASE_QUEUE_URL: database.roleUrls.queue,
        CLERK_SECRET_KEY: "sk_live_bench",
        CLERK_PUBLISHABLE_KEY: clerk.publishableKey,
        CLERK_JWT_KEY: clerk.publicKeyPem,
        ...own.env,
      },
    },
    cleanup,
  );
}

export async function startPeer(
  { root, folder, database, clerk }: ServerOptions,
  cleanup: Cleanup,
): Promise<ChildProgram> {
  mkdirSync(folder, { recursive: true });
  return startChildProgram(
    {
      name: "bare-hono",
      file: await bundleProgram(join(root, "bench", "peers", "bare-hono.ts"), folder, "bare-hono"),
      execArgv: [...serverNodeFlags],
      logFile: join(folder, "bare-hono.log"),
      env: {
        NODE_ENV: "production",
        DATABASE_URL: database.ownerUrl,
        GLORIA_URL: clerk.authorizedParty,
        CLERK_ISSUER: clerk.issuer,
        CLERK_JWT_KEY: clerk.publicKeyPem,
      },
    },
    cleanup,
  );
}

export async function startLoadGenerator({ root, folder }: ServerOptions, cleanup: Cleanup): Promise<ChildProgram> {
  mkdirSync(folder, { recursive: true });
  return startChildProgram(
    {
      name: "load-generator",
      file: await bundleProgram(join(root, "bench", "load", "load-generator.ts"), folder, "load-generator"),
      execArgv: [],
      logFile: join(folder, "load-generator.log"),
      env: {},
    },
    cleanup,
  );
}
