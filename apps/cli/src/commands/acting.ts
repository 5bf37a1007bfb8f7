import type { Acting, AssignmentChange, AssignUserInput, ListActingInput, Position, User } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import {
  assignUser,
  endAssignment,
  getSchoolByCode,
  getUserByNip,
  listActing,
  listPositions,
  listUserPositions,
  type Services,
} from "@gloria/services";
import { type Command, InvalidArgumentError, Option } from "commander";
import { CliError } from "../cli-error.ts";
import type { CommandRun } from "../command-run.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Register } from "../register.ts";
import { formatTable } from "../screen.ts";
import { contextIn, findTenant, withServices } from "../with-services.ts";

interface SeatFlags {
  readonly nip: string;
  readonly position: string;
  readonly school?: string;
}

interface SetFlags extends SeatFlags {
  readonly kind: "PLT" | "PLH";
  readonly from?: string;
  readonly until: string;
  readonly fte: number;
  readonly decree?: string;
}

interface EndFlags extends SeatFlags {
  readonly on?: string;
  readonly reason?: string;
}

interface ListFlags {
  readonly school?: string;
  readonly kind?: "PLT" | "PLH";
  readonly within?: number;
  readonly limit: number;
  readonly cursor?: string;
  readonly all: boolean;
}

/** `gloria acting set|end|list`. */
export function addActingCommands(program: Command, register: Register): void {
  const group = program.command("acting").description("who acts in a position (Plt, Plh) of a tenant (--tenant CODE)");
  register(
    withSeat(group.command("set").description("let somebody act in a position"))
      .addOption(
        new Option("--kind <kind>", "PLT: the seat is vacant; PLH: its holder is away")
          .choices(["PLT", "PLH"])
          .makeOptionMandatory(),
      )
      .option("--from <date>", "first day (default today)")
      .requiredOption("--until <date>", "first day no more")
      .option("--fte <percent>", "of full time", wholeNumber(1, 100), 20)
      .option("--decree <number>", "of the decree (SK)"),
    set,
  );
  register(
    withSeat(group.command("end").description("end an acting"))
      .option("--on <date>", "first day no more (default today)")
      .option("--reason <text>", "for the audit log"),
    end,
  );
  register(
    group
      .command("list")
      .description("who acts now or will, nearest end first")
      .option("--school <code>", "only in this school")
      .addOption(new Option("--kind <kind>", "only these").choices(["PLT", "PLH"]))
      .option("--within <days>", "only those that end in so many days", wholeNumber(0, 3660))
      .option("--limit <n>", "on a page", wholeNumber(1, 200), 50)
      .option("--cursor <cursor>", "go on from here")
      .option("--all", "every page", false),
    list,
  );
}

function withSeat(command: Command): Command {
  return command
    .requiredOption("--nip <nip>", "who acts")
    .requiredOption("--position <code>", "of the position")
    .option("--school <code>", "where the position lies (default: foundation-wide)");
}

async function set(run: CommandRun, flags: SetFlags): Promise<void> {
  await inTenant(run, async (services, ctx) => {
    const { person, position } = await findSeat(services, ctx, flags);
    const input: AssignUserInput = {
      id: position.id,
      userId: person.id,
      kind: flags.kind,
      until: flags.until,
      ftePercent: flags.fte,
      dryRun: run.options.dryRun,
      ...(flags.from === undefined ? {} : { from: flags.from }),
      ...(flags.decree === undefined ? {} : { decreeNumber: flags.decree }),
    };
    tell(run, await assignUser(services, ctx, input), "Would let act", "Acts");
  });
}

async function end(run: CommandRun, flags: EndFlags): Promise<void> {
  await inTenant(run, async (services, ctx) => {
    const { person, position } = await findSeat(services, ctx, flags);
    const change = await endAssignment(services, ctx, {
      id: person.id,
      assignmentId: await findActing(services, ctx, person.id, position.id),
      dryRun: run.options.dryRun,
      ...(flags.on === undefined ? {} : { on: flags.on }),
      ...(flags.reason === undefined ? {} : { reason: flags.reason }),
    });
    tell(run, change, "Would end", "Ended");
  });
}

async function list(run: CommandRun, flags: ListFlags): Promise<void> {
  await inTenant(run, async (services, ctx) => {
    const schoolId = flags.school === undefined ? null : await schoolIdOf(services, ctx, flags.school);
    const items: Acting[] = [];
    let cursor = flags.cursor;
    do {
      const input: ListActingInput = {
        limit: flags.all ? 200 : flags.limit,
        ...(schoolId === null ? {} : { schoolId }),
        ...(flags.kind === undefined ? {} : { kind: flags.kind }),
        ...(flags.within === undefined ? {} : { endingWithinDays: flags.within }),
        ...(cursor === undefined ? {} : { cursor }),
      };
      const page = await listActing(services, ctx, input);
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (flags.all && cursor !== undefined);
    const table = formatTable(items, [
      ["NAME", (one) => one.userName],
      ["KIND", (one) => one.kind],
      ["POSITION", (one) => one.positionName],
      ["SCHOOL", (one) => one.schoolName],
      ["FROM", (one) => one.validFrom],
      ["UNTIL", (one) => one.validUntil],
      ["DAYS", (one) => String(one.daysLeft)],
    ]);
    const rest = cursor === undefined ? "" : `\nMore with --cursor ${cursor}`;
    run.answer({ items, nextCursor: cursor ?? null }, `${table}${rest}`);
  });
}

async function inTenant(run: CommandRun, work: (services: Services, ctx: TenantContext) => Promise<void>) {
  const code = run.options.tenant;
  if (code === undefined) {
    throw new CliError("No tenant is named.", "Add --tenant CODE; gloria tenant list shows them.", exitCodes.usage);
  }
  await withServices(run, async (services) => work(services, contextIn(run, await findTenant(services, code))));
}

async function findSeat(
  services: Services,
  ctx: TenantContext,
  flags: SeatFlags,
): Promise<{ person: User; position: Pick<Position, "id"> }> {
  const person = await getUserByNip(services, ctx, { nip: flags.nip });
  const schoolId = flags.school === undefined ? "foundation" : await schoolIdOf(services, ctx, flags.school);
  const code = flags.position.toLowerCase();
  let cursor: string | undefined;
  do {
    const input = { schoolId, q: flags.position, limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    const page = await listPositions(services, ctx, input);
    const position = page.items.find((one) => one.code.toLowerCase() === code);
    if (position !== undefined) return { person, position };
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  throw new AppError("position.not_found");
}

async function schoolIdOf(services: Services, ctx: TenantContext, code: string): Promise<string> {
  return (await getSchoolByCode(services, ctx, { code })).id;
}

/** The acting of a person in a position that is under way or to come. */
async function findActing(services: Services, ctx: TenantContext, id: string, positionId: string): Promise<string> {
  let cursor: string | undefined;
  do {
    const page = await listUserPositions(services, ctx, {
      id,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const found = page.items.findLast(
      (one) => one.positionId === positionId && one.kind !== "DEFINITIF" && one.state !== "past",
    );
    if (found !== undefined) return found.id;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  throw new AppError("assignment.not_found");
}

function tell(run: CommandRun, change: AssignmentChange, would: string, done: string): void {
  const { assignment, warnings } = change;
  const what =
    assignment === null
      ? "what had not begun"
      : `${assignment.userName}, ${assignment.kind} ${assignment.positionName}, ${assignment.validFrom} to ${assignment.validUntil}`;
  for (const warning of warnings) run.note(`Mind: ${warning.code} from ${warning.from}`);
  run.answer(change, `${change.dryRun ? would : done}: ${what}.`);
}

function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new InvalidArgumentError(`a whole number from ${low} to ${high}`);
    }
    return value;
  };
}
