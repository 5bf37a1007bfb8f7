import { type MergeField, mergeFields } from "@gloria/contracts";
import { mergeUsers, purgePerson } from "@gloria/services";
import { type Command, Option } from "commander";
import { CliError } from "../cli-error.ts";
import type { CommandRun } from "../command-run.ts";
import { exitCodes } from "../exit-codes.ts";
import { findPerson } from "../find-person.ts";
import type { Register } from "../register.ts";
import { formatTable } from "../screen.ts";
import { inTenant } from "../with-services.ts";

interface MergeFlags {
  readonly person: string;
  readonly into: string;
  readonly take?: readonly MergeField[];
  readonly endAccess: boolean;
  readonly reason?: string;
}

interface PurgeFlags {
  readonly person: string;
  readonly name: string;
  readonly reason: string;
  readonly force: boolean;
}

/** `gloria user merge|purge`. */
export function addUserMergeCommands(group: Command, register: Register): void {
  register(
    group
      .command("merge")
      .description("make two accounts of one person one")
      .requiredOption("--person <duplicate>", "who goes: id, NIP, e-mail or user name")
      .requiredOption("--into <survivor>", "who stays")
      .addOption(new Option("--take <fields...>", "fields to take from the duplicate").choices(mergeFields))
      .option("--end-access", "end the duplicate's positions, roles and grants instead of taking them along", false)
      .option("--reason <text>", "for the audit log"),
    merge,
  );
  register(
    group
      .command("purge")
      .description("purge a deleted person's data for good")
      .requiredOption("--person <who>", "id, NIP, e-mail or user name of a deleted person")
      .requiredOption("--name <name>", "the person's full name, to be sure")
      .requiredOption("--reason <text>", "for the audit log")
      .option("--force", "before the grace period is over", false),
    purge,
  );
}

async function merge(run: CommandRun, flags: MergeFlags): Promise<void> {
  await inTenant(run, async (services, ctx) => {
    const [duplicate, survivor] = [
      await findPerson(services, ctx, flags.person, { deleted: false }),
      await findPerson(services, ctx, flags.into, { deleted: false }),
    ];
    const input = {
      survivorId: survivor.id,
      duplicateId: duplicate.id,
      fields: Object.fromEntries((flags.take ?? []).map((field) => [field, "duplicate" as const])),
      access: flags.endAccess ? ("end" as const) : ("carry" as const),
      ...(flags.reason === undefined ? {} : { reason: flags.reason }),
    };
    const { dryRun } = run.options;
    if (!dryRun) await run.confirm(`Merge ${duplicate.name} (${duplicate.id}) into ${survivor.name} (${survivor.id})?`);
    const result = await mergeUsers(services, ctx, { ...input, dryRun });
    const rows = formatTable(result.references, [
      ["TABLE", (one) => one.table],
      ["OUTCOME", (one) => one.outcome],
      ["ROWS", (one) => one.rows],
    ]);
    const warnings = result.warnings.map((warning) => `\nWarning: ${warning}`).join("");
    const done = dryRun
      ? `Would merge into ${survivor.name}.`
      : `Merged into ${survivor.name}, merge ${result.mergeId}.`;
    run.answer(result, `${rows}${warnings}\n${done}`);
  });
}

async function purge(run: CommandRun, flags: PurgeFlags): Promise<void> {
  await inTenant(run, async (services, ctx) => {
    const person = await findPerson(services, ctx, flags.person, { deleted: true });
    if (flags.name !== person.name) {
      throw new CliError("The name is not this person's.", "Write it as it stands, in full.", exitCodes.usage);
    }
    const { dryRun } = run.options;
    if (!dryRun) await run.confirm(`Purge everything about ${person.name}? This cannot be undone.`);
    const { id } = person;
    const result = await purgePerson(services, ctx, {
      id,
      confirmName: flags.name,
      reason: flags.reason,
      force: flags.force,
      dryRun,
    });
    const rows = formatTable(result.deleted, [
      ["WHAT", (one) => one.place],
      ["ROWS", (one) => one.rows],
    ]);
    run.answer(result, `${rows}\n${dryRun ? "Would purge" : "Purged"} ${id}, now ${result.pseudonym}.`);
  });
}
