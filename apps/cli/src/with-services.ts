import type { Tenant } from "@gloria/contracts";
import { type Actor, AppError, newId, type RequestOrigin, type TenantContext } from "@gloria/core";
import { listTenants, openServices, type Services } from "@gloria/services";
import { CliError } from "./cli-error.ts";
import type { CommandRun } from "./command-run.ts";
import { exitCodes } from "./exit-codes.ts";
import { keyRingOf, roleUrlsOf, withDatabase } from "./open-database.ts";

/** Who acts, in the audit log, when somebody works at the command line. */
export const cliActor: Actor = { kind: "system", name: "cli" };

/** Opens database and services for a command that calls verbs. */
export function withServices<Result>(run: CommandRun, work: (services: Services) => Promise<Result>): Promise<Result> {
  return withDatabase(run, async (opened) => {
    const urls = roleUrlsOf(run, opened);
    const services = await openServices({
      name: "gloria-cli",
      appUrl: urls.app,
      systemUrl: urls.system,
      maxConnections: 1,
      publicUrl: run.config.publicUrl,
      cacheBytes: 1_000_000,
      strict: run.config.environment !== "production",
      keyRing: await keyRingOf(run),
      logger: run.logger,
    });
    try {
      const result = await work(services);
      // A reading verb answers before its COMMIT is through. The one connection takes this statement only afterwards;
      // closed in between, the pool would wait for it until its time is up.
      await services.app.sql`select 1`;
      return result;
    } finally {
      await services.close();
    }
  });
}

export function originOf(): RequestOrigin {
  return { requestId: newId(), ip: null, userAgent: "gloria-cli", traceId: null, channel: "cli" };
}

/** @throws AppError `tenant.not_found` */
export async function findTenant(services: Services, code: string): Promise<Tenant> {
  let cursor: string | undefined;
  do {
    const page = await listTenants(services, cliActor, { limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    const found = page.items.find((tenant) => tenant.code === code);
    if (found !== undefined) return found;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  throw new AppError("tenant.not_found", { code });
}

/** The command line's context inside a tenant. */
export function contextIn(run: CommandRun, tenant: Tenant): TenantContext {
  return { tenantId: tenant.id, actor: cliActor, origin: originOf(), locale: run.locale, schoolId: null };
}

/** Runs a command inside the tenant that `--tenant` names. @throws CliError (usage) without one */
export function inTenant<Result>(
  run: CommandRun,
  work: (services: Services, ctx: TenantContext) => Promise<Result>,
): Promise<Result> {
  const code = run.options.tenant;
  if (code === undefined) {
    throw new CliError("No tenant is named.", "Add --tenant CODE; gloria tenant list shows them.", exitCodes.usage);
  }
  return withServices(run, async (services) => work(services, contextIn(run, await findTenant(services, code))));
}
