import { type ListUsersInput, type UserRow, type UserStatus, userStatuses } from "@gloria/contracts";
import { listUsers } from "@gloria/services";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { CommandRun } from "../command-run.ts";
import type { Register } from "../register.ts";
import { formatTable } from "../screen.ts";
import { inTenant } from "../with-services.ts";
import { addImportCommand } from "./import-file.ts";
import { addUserExportCommand } from "./user-export.ts";
import { addUserInviteCommand } from "./user-invite.ts";
import { addUserMergeCommands } from "./user-merge.ts";
import { addUserStatusCommands } from "./user-status.ts";

interface ListFlags {
  readonly q?: string;
  readonly status?: UserStatus;
  readonly limit: number;
  readonly cursor?: string;
  readonly all: boolean;
  readonly deleted: boolean;
}

/** `gloria user list|export`. */
export function addUserCommands(program: Command, register: Register): void {
  const group = program.command("user").description("people of a tenant (--tenant CODE)");
  register(
    group
      .command("list")
      .description("people, by name")
      .option("--q <words>", "beginnings of name, NIP, user name or e-mail")
      .addOption(new Option("--status <status>", "only people of this status").choices(userStatuses))
      .option("--limit <n>", "people on a page", parseLimit, 50)
      .option("--cursor <cursor>", "go on from here")
      .option("--all", "every page", false)
      .option("--deleted", "the deleted ones instead", false),
    list,
  );
  addUserExportCommand(group, register);
  addImportCommand(group, register, "people");
  addUserInviteCommand(group, register);
  addUserStatusCommands(group, register);
  addUserMergeCommands(group, register);
}

async function list(run: CommandRun, flags: ListFlags): Promise<void> {
  await inTenant(run, async (services, ctx) => {
    const people: UserRow[] = [];
    let cursor = flags.cursor;
    do {
      const page = await listUsers(services, ctx, inputOf(flags, cursor));
      people.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      if (flags.all) run.progress(`${people.length} people`);
    } while (flags.all && cursor !== undefined);
    const table = formatTable(people, [
      ["NAME", (person) => person.name],
      ["NIP", (person) => person.nip],
      ["SIGN-IN", (person) => person.email ?? person.username],
      ["STATUS", (person) => person.status],
      ["SCHOOL", (person) => person.homeSchoolName],
      ["POSITION", (person) => person.positionName],
    ]);
    const rest = cursor === undefined ? "" : `\nMore with --cursor ${cursor}`;
    run.answer({ items: people, nextCursor: cursor ?? null }, `${table}${rest}`);
  });
}

function inputOf(flags: ListFlags, cursor: string | undefined): ListUsersInput {
  return {
    limit: flags.all ? 200 : flags.limit,
    deleted: flags.deleted,
    ...(flags.q === undefined ? {} : { q: flags.q }),
    ...(flags.status === undefined ? {} : { status: flags.status }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200)
    throw new InvalidArgumentError("a whole number from 1 to 200");
  return limit;
}
