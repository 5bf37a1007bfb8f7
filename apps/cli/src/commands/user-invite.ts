import type { Invitee } from "@gloria/contracts";
import { getSchoolByCode, inviteUsers } from "@gloria/services";
import { type Command, InvalidArgumentError } from "commander";
import { CliError } from "../cli-error.ts";
import type { CommandRun } from "../command-run.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { findPerson } from "../find-person.ts";
import type { Register } from "../register.ts";
import { formatTable } from "../screen.ts";
import { inTenant } from "../with-services.ts";

interface InviteFlags {
  readonly person?: readonly string[];
  readonly name?: string;
  readonly email?: string;
  readonly nip?: string;
  readonly username?: string;
  readonly school?: string;
  readonly days: number;
}

/** `gloria user invite`. */
export function addUserInviteCommand(group: Command, register: Register): void {
  register(
    group
      .command("invite")
      .description("invite people who wait, or somebody new; codes for those without e-mail are printed this once")
      .option("--person <who...>", "people whose status is invited: id, NIP, e-mail or user name")
      .option("--name <name>", "somebody new")
      .option("--email <address>")
      .option("--nip <nip>")
      .option("--username <name>")
      .option("--school <code>", "where they belong")
      .option("--days <n>", "how long the invitation holds", parseDays, 14),
    invite,
  );
}

async function invite(run: CommandRun, flags: InviteFlags): Promise<ExitCode> {
  if ((flags.person === undefined) === (flags.name === undefined)) {
    throw new CliError("Nobody is named.", "Give --person, or --name for somebody new.", exitCodes.usage);
  }
  return inTenant(run, async (services, ctx) => {
    const people: Invitee[] = [];
    for (const who of flags.person ?? []) {
      people.push({ userId: (await findPerson(services, ctx, who, { deleted: false })).id });
    }
    if (flags.name !== undefined) {
      const { email, nip, username } = flags;
      const school = flags.school === undefined ? null : await getSchoolByCode(services, ctx, { code: flags.school });
      people.push({
        name: flags.name,
        ...(email === undefined ? {} : { email }),
        ...(nip === undefined ? {} : { nip }),
        ...(username === undefined ? {} : { username }),
        homeSchoolId: school?.id ?? null,
      });
    }
    const { dryRun } = run.options;
    const result = await inviteUsers(services, ctx, { people, validDays: flags.days, dryRun });
    const lines = formatTable(result.items, [
      ["OUTCOME", (item) => item.outcome],
      ["BY", (item) => (item.outcome === "invited" ? item.proof : item.code)],
      ["NAME", (item) => (item.outcome === "invited" ? item.printed?.name : item.message)],
      ["CODE", (item) => (item.outcome === "invited" && !dryRun ? item.printed?.code : null)],
    ]);
    run.answer({ ...result, dryRun }, `${lines}\n${dryRun ? "Would invite" : "Invited"} ${result.invited}.`);
    if (result.refused === 0) return exitCodes.ok;
    return result.invited === 0 ? exitCodes.refused : exitCodes.partial;
  });
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 90) throw new InvalidArgumentError("a whole number from 1 to 90");
  return days;
}
