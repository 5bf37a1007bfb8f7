import { type Delegation, delegationLinksMax, type ListDelegationsInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { delegate, listDelegations, revokeDelegation, type Services } from "@gloria/services";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { CommandRun } from "../command-run.ts";
import { findPerson } from "../find-person.ts";
import { instant } from "../instant.ts";
import type { Register } from "../register.ts";
import { formatTable } from "../screen.ts";
import { inTenant } from "../with-services.ts";

interface ListFlags {
  readonly from?: string;
  readonly to?: string;
  readonly state?: "open" | "expired" | "revoked";
  readonly limit: number;
  readonly cursor?: string;
}

interface CreateFlags {
  readonly by: string;
  readonly to: string;
  readonly code: readonly string[];
  readonly from?: string;
  readonly until: string;
  readonly reason: string;
  readonly parent?: string;
  readonly handOn: number;
}

interface RevokeFlags {
  readonly by: string;
  readonly reason?: string;
}

/** `gloria delegation list|create|revoke`. */
export function addDelegationCommands(program: Command, register: Register): void {
  const group = program.command("delegation").description("who does what in whose stead in a tenant (--tenant CODE)");
  register<ListFlags>(
    group
      .command("list")
      .description("delegations, newest first")
      .option("--from <user>", "only what this person delegates")
      .option("--to <user>", "only what is delegated to this person")
      .addOption(new Option("--state <state>", "only these").choices(["open", "expired", "revoked"]))
      .option("--limit <n>", "on a page", pageSize, 50)
      .option("--cursor <cursor>", "go on from here"),
    list,
  );
  register<CreateFlags>(
    group
      .command("create")
      .description("delegate in somebody's name, what they may do themselves")
      .requiredOption("--by <user>", "who delegates")
      .requiredOption("--to <user>", "to whom")
      .requiredOption("--code <codes...>", "permissions or wildcards")
      .option("--from <time>", "when it begins (default now)", instant)
      .requiredOption("--until <time>", "when it ends", instant)
      .requiredOption("--reason <text>", "why")
      .option("--parent <id>", "the delegation that is handed on")
      .option("--hand-on <steps>", "over how many further steps it may be handed on", handOnSteps, 0),
    create,
  );
  const revoked = group
    .command("revoke")
    .description("end a delegation, and all that hands it on")
    .argument("<id>", "of the delegation")
    .requiredOption("--by <user>", "in whose name: the delegator, the delegate, or who may close it")
    .option("--reason <text>", "for the audit log");
  register<RevokeFlags>(revoked, (run, flags) => revoke(run, revoked.args, flags));
}

function list(run: CommandRun, flags: ListFlags): Promise<void> {
  return inTenant(run, async (services, ctx) => {
    const idOf = async (who: string) => (await findPerson(services, ctx, who, { deleted: false })).id;
    const input: ListDelegationsInput = {
      limit: flags.limit,
      ...(flags.from === undefined ? {} : { delegatorId: await idOf(flags.from) }),
      ...(flags.to === undefined ? {} : { delegateId: await idOf(flags.to) }),
      ...(flags.state === undefined ? {} : { state: flags.state }),
      ...(flags.cursor === undefined ? {} : { cursor: flags.cursor }),
    };
    const { items, nextCursor } = await listDelegations(services, ctx, input);
    const table = formatTable(items, [
      ["ID", (one) => one.id],
      ["FROM", (one) => one.delegator.name],
      ["TO", (one) => one.delegate.name],
      ["STATE", (one) => (one.inertReason === null ? one.state : `${one.state} (${one.inertReason})`)],
      ["UNTIL", (one) => one.validUntil],
      ["CODES", (one) => one.codes.join(" ")],
    ]);
    run.answer({ items, nextCursor }, nextCursor === null ? table : `${table}\nMore with --cursor ${nextCursor}`);
  });
}

function create(run: CommandRun, flags: CreateFlags): Promise<void> {
  return inTenant(run, async (services, ctx) => {
    const to = await findPerson(services, ctx, flags.to, { deleted: false });
    const change = await delegate(services, await inNameOf(services, ctx, flags.by), {
      delegateId: to.id,
      codes: [...flags.code],
      validUntil: flags.until,
      reason: flags.reason,
      handOn: flags.handOn,
      dryRun: run.options.dryRun,
      ...(flags.from === undefined ? {} : { validFrom: flags.from }),
      ...(flags.parent === undefined ? {} : { parentId: flags.parent }),
    });
    if (change.leftOut.length > 0) run.note(`Not delegable: ${change.leftOut.join(" ")}`);
    run.answer(change, textOf(change.delegation, change.dryRun ? "Would delegate" : "Delegated"));
  });
}

function revoke(run: CommandRun, [id = ""]: readonly string[], flags: RevokeFlags): Promise<void> {
  return inTenant(run, async (services, ctx) => {
    const { dryRun } = run.options;
    if (!dryRun) await run.confirm(`End ${id}, and all that hands it on?`);
    const { reason } = flags;
    const change = await revokeDelegation(services, await inNameOf(services, ctx, flags.by), {
      id,
      dryRun,
      ...(reason === undefined ? {} : { reason }),
    });
    run.answer(change, textOf(change.delegation, change.dryRun ? "Would end" : "Ended"));
  });
}

/** A delegation is somebody's own deed: it is asked of their rights, and audited as theirs, by the command line. */
async function inNameOf(services: Services, ctx: TenantContext, who: string): Promise<TenantContext> {
  const { id: userId } = await findPerson(services, ctx, who, { deleted: false });
  return { ...ctx, actor: { kind: "user", userId, sessionId: null } };
}

function textOf({ id, delegator, delegate: to, codes, validUntil }: Delegation, done: string): string {
  return `${done}: ${delegator.name} to ${to.name} until ${validUntil}: ${codes.join(" ")} (${id}).`;
}

function pageSize(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 200)
    throw new InvalidArgumentError("a whole number from 1 to 200");
  return value;
}

function handOnSteps(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value >= delegationLinksMax)
    throw new InvalidArgumentError(`a whole number from 0 to ${delegationLinksMax - 1}`);
  return value;
}
