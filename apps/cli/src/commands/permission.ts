import { readFile } from "node:fs/promises";
import type {
  ListUserPermissionsInput,
  PermissionExplanation,
  Question,
  ResourceType,
  UserPermissions,
} from "@gloria/contracts";
import { policyTestTextMax, resourceTypes } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import {
  explainPermission,
  getSchoolByCode,
  getUserPermissions,
  runPolicyTests,
  type Services,
} from "@gloria/services";
import { type Command, InvalidArgumentError } from "commander";
import { CliError } from "../cli-error.ts";
import type { CommandRun } from "../command-run.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { findPerson } from "../find-person.ts";
import { instant } from "../instant.ts";
import type { Register } from "../register.ts";
import { formatTable } from "../screen.ts";
import { inTenant } from "../with-services.ts";

interface ExplainFlags {
  readonly target?: TargetName;
  readonly asOf?: string;
  readonly asOfEpoch?: number;
}

interface DiffFlags {
  readonly asOf?: string;
  readonly asOfEpoch?: number;
  readonly and?: string;
  readonly with?: string;
}

interface TargetName {
  readonly type: ResourceType;
  readonly name: string;
}

type Held = UserPermissions["items"][number];

/** `gloria permission explain|diff|test`. */
export function addPermissionCommands(program: Command, register: Register): void {
  const group = program.command("permission").description("what people may do in a tenant (--tenant CODE), and why");
  const explained = group
    .command("explain")
    .description("why somebody may do something or not")
    .argument("<user>", "id, NIP, e-mail or user name")
    .argument("<code>", "of the permission, such as user:update")
    .option("--target <type:id>", "to what; a user or school by their usual names, too", targetName)
    .option("--as-of <time>", "at a time past (RFC 3339)", instant)
    .option("--as-of-epoch <n>", "at an epoch past, instead", epochNumber);
  register<ExplainFlags>(explained, (run, flags) => explain(run, explained.args, flags));
  const compared = group
    .command("diff")
    .description("what differs between two times, or between two people")
    .argument("<user>", "id, NIP, e-mail or user name")
    .option("--as-of <time>", "the earlier time (RFC 3339)", instant)
    .option("--as-of-epoch <n>", "the earlier epoch, instead", epochNumber)
    .option("--and <time>", "the later time (default now)", instant)
    .option("--with <user>", "another person instead");
  register<DiffFlags>(compared, (run, flags) => diff(run, compared.args, flags));
  const tested = group
    .command("test")
    .description("run a file of policy tests; exit code 1 when one fails")
    .argument("<file>", "YAML");
  register<object>(tested, (run) => test(run, tested.args));
}

function explain(run: CommandRun, [who = "", code = ""]: readonly string[], flags: ExplainFlags): Promise<void> {
  return inTenant(run, async (services, ctx) => {
    const person = await findPerson(services, ctx, who, { deleted: false });
    const question: Question = { code, userId: person.id };
    const target = flags.target === undefined ? null : await findTarget(services, ctx, flags.target);
    const explanation = await explainPermission(services, ctx, {
      ...question,
      ...(target === null ? {} : { target }),
      ...pastOf(flags),
    });
    run.answer(explanation, textOf(explanation));
  });
}

function textOf({ text, deciding, layers, nearMisses, grantors, epoch, at }: PermissionExplanation): string {
  const rules = layers.flatMap(({ title, candidates }) => candidates.map((candidate) => ({ title, ...candidate })));
  const table = formatTable(rules, [
    ["LAYER", (rule) => rule.title],
    ["EFFECT", (rule) => rule.effect],
    ["CODES", (rule) => rule.codes.join(" ")],
    ["SCOPE", (rule) => rule.scope],
    ["AT", (rule) => rule.department?.name ?? rule.school?.name],
    ["FROM", (rule) => rule.subject?.name ?? rule.delegations[0]?.delegator.name],
    ["STATUS", (rule) => `${rule.ruleId === deciding?.ruleId ? "* " : ""}${rule.text}`],
  ]);
  const parts = [text, ...(rules.length === 0 ? [] : [table]), ...nearMisses.map((miss) => `- ${miss.text}`)];
  if (grantors.length > 0) parts.push(`${grantors.map(({ name, by }) => `${name} (${by})`).join(", ")}`);
  return [...parts, `epoch ${epoch}, ${at}`].join("\n");
}

async function findTarget(
  services: Services,
  ctx: TenantContext,
  { type, name }: TargetName,
): Promise<{ type: ResourceType; id: string }> {
  if (uuid.test(name)) return { type, id: name };
  if (type === "school") return { type, id: (await getSchoolByCode(services, ctx, { code: name })).id };
  if (type === "user") return { type, id: (await findPerson(services, ctx, name, { deleted: false })).id };
  throw new CliError(`${name} is no id.`, `Name a ${type} by its id.`, exitCodes.usage);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function targetName(text: string): TargetName {
  const colon = text.indexOf(":");
  const type = resourceTypes.find((known) => known === text.slice(0, colon));
  const name = text.slice(colon + 1);
  if (colon < 0 || type === undefined || name === "") {
    throw new InvalidArgumentError(`TYPE:ID, where TYPE is one of ${resourceTypes.join(", ")}`);
  }
  return { type, name };
}

function diff(run: CommandRun, [who = ""]: readonly string[], flags: DiffFlags): Promise<void> {
  const isOfTwo = flags.with !== undefined;
  const isOfTimes = flags.asOf !== undefined || flags.asOfEpoch !== undefined;
  if (isOfTwo === isOfTimes || (isOfTwo && flags.and !== undefined)) {
    throw new CliError(
      "Two sides are needed.",
      "Add --as-of TIME or --as-of-epoch N [--and TIME], or --with USER.",
      exitCodes.usage,
    );
  }
  return inTenant(run, async (services, ctx) => {
    const person = await findPerson(services, ctx, who, { deleted: false });
    const other = flags.with === undefined ? person : await findPerson(services, ctx, flags.with, { deleted: false });
    const before = await listHeld(services, ctx, person.id, pastOf(flags));
    const after = await listHeld(services, ctx, other.id, pastOf({ asOf: flags.and }));
    const added = [...after].filter(([key]) => !before.has(key)).map(([, held]) => held);
    const removed = [...before].filter(([key]) => !after.has(key)).map(([, held]) => held);
    const rows = [
      ...removed.map((held) => ({ sign: "-", ...held })),
      ...added.map((held) => ({ sign: "+", ...held })),
    ].sort((a, b) => a.code.localeCompare(b.code, "en"));
    const table = formatTable(rows, [
      ["", (row) => row.sign],
      ["CODE", (row) => row.code],
      ["SCOPE", (row) => row.scope],
      ["AT", (row) => row.departmentName ?? row.schoolName ?? row.departmentId ?? row.schoolId],
      ["LAYER", (row) => row.layer],
      ["UNTIL", (row) => row.until],
    ]);
    run.answer({ added, removed }, rows.length === 0 ? "No difference." : table);
  });
}

type Moment = Pick<ListUserPermissionsInput, "asOf" | "asOfEpoch">;

function pastOf({ asOf, asOfEpoch }: { asOf?: string | undefined; asOfEpoch?: number | undefined }): Moment {
  return { ...(asOf === undefined ? {} : { asOf }), ...(asOfEpoch === undefined ? {} : { asOfEpoch }) };
}

function epochNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError("a whole number from 0");
  return value;
}

/** Everything that somebody holds, by what it is, wherever it comes from. */
async function listHeld(
  services: Services,
  ctx: TenantContext,
  id: string,
  moment: Moment,
): Promise<ReadonlyMap<string, Held>> {
  const held = new Map<string, Held>();
  let cursor: string | undefined;
  do {
    const input: ListUserPermissionsInput = {
      id,
      limit: 200,
      ...moment,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page = await getUserPermissions(services, ctx, input);
    for (const item of page.items) {
      const { code, scope, schoolId, departmentId, resource, limited } = item;
      held.set(JSON.stringify([code, scope, schoolId, departmentId, resource, limited]), item);
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return held;
}

async function test(run: CommandRun, [file = ""]: readonly string[]): Promise<ExitCode> {
  const source = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new CliError(`${file} cannot be read.`, "Name a file of policy tests.", exitCodes.notFound, { cause });
  });
  if (source.length > policyTestTextMax) {
    throw new CliError(`${file} is too long.`, `Keep it below ${policyTestTextMax} characters.`, exitCodes.usage);
  }
  const result = await inTenant(run, (services, ctx) => runPolicyTests(services, ctx, { source }));
  const table = formatTable(result.cases, [
    ["#", (one) => one.number],
    ["RESULT", (one) => (one.passed ? "ok" : "FAILED")],
    ["AS", (one) => one.as],
    ["EXPECTED", (one) => `${one.expected ? "can" : "cannot"} ${one.code}`],
    ["ON", (one) => one.on],
    ["ANSWER", (one) => (one.layer === null ? one.reason : `${one.reason} (${one.layer})`)],
    ["NAME", (one) => one.name],
  ]);
  run.answer(result, `${table}\n${result.passed} passed, ${result.failed} failed`);
  return result.failed === 0 ? exitCodes.ok : exitCodes.failed;
}
