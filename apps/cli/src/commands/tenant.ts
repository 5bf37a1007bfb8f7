import { type CreateTenantInput, createTenantInput, type Locale, type Tenant } from "@gloria/contracts";
import { AppError, isAppError } from "@gloria/core";
import { createTenant, fieldErrorsOf, listTenants } from "@gloria/services";
import { type Command, Option } from "commander";
import type { CommandRun } from "../command-run.ts";
import type { Register } from "../register.ts";
import { formatTable } from "../screen.ts";
import { cliActor, findTenant, originOf, withServices } from "../with-services.ts";

interface CreateFlags {
  readonly code: string;
  readonly name: string;
  readonly timeZone?: string;
  readonly language?: Locale;
  readonly clerkOrgId?: string;
}

/** `gloria tenant create|list`. */
export function addTenantCommands(program: Command, register: Register): void {
  const group = program.command("tenant").description("foundations");
  register(group.command("list").description("every tenant of this database"), list);
  register(
    group
      .command("create")
      .description("found a tenant")
      .requiredOption("--code <code>", "short name: lower-case letters, digits and hyphens")
      .requiredOption("--name <name>", "full name")
      .option("--time-zone <zone>", "IANA zone (default Asia/Jakarta)")
      .addOption(new Option("--language <language>", "of messages (default id)").choices(["id", "en"]))
      .option("--clerk-org-id <id>", "the Clerk organisation"),
    create,
  );
}

async function list(run: CommandRun): Promise<void> {
  await withServices(run, async (services) => {
    const tenants: Tenant[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTenants(services, cliActor, { limit: 200, ...(cursor === undefined ? {} : { cursor }) });
      tenants.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const table = formatTable(tenants, [
      ["CODE", (tenant) => tenant.code],
      ["NAME", (tenant) => tenant.name],
      ["KIND", (tenant) => tenant.kind],
      ["STATUS", (tenant) => tenant.status],
      ["ID", (tenant) => tenant.id],
    ]);
    run.answer(tenants, table);
  });
}

async function create(run: CommandRun, flags: CreateFlags): Promise<void> {
  const input: CreateTenantInput = {
    code: flags.code,
    name: flags.name,
    ...(flags.timeZone === undefined ? {} : { timeZone: flags.timeZone }),
    ...(flags.language === undefined ? {} : { locale: flags.language }),
    ...(flags.clerkOrgId === undefined ? {} : { clerkOrgId: flags.clerkOrgId }),
  };
  const parsed = createTenantInput.safeParse(input);
  if (!parsed.success) throw new AppError("request.invalid", {}, { errors: fieldErrorsOf(parsed.error) });
  await withServices(run, async (services) => {
    if (run.options.dryRun) {
      const existing = await findTenant(services, parsed.data.code).catch((error: unknown) => {
        if (isAppError(error, "tenant.not_found")) return null;
        throw error;
      });
      if (existing !== null) throw new AppError("tenant.code_in_use", { code: existing.code });
      run.answer({ ...parsed.data, dryRun: true }, `Would create ${parsed.data.code} (${parsed.data.name}).`);
      return;
    }
    const caller = { actor: cliActor, origin: originOf(), locale: run.locale };
    const tenant = await createTenant(services, caller, input);
    run.answer(tenant, `Created ${tenant.code} (${tenant.name}), id ${tenant.id}.`);
  });
}
