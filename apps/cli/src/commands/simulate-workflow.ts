import { simulatedCommandsSchema, type WorkflowSpec, workflowDataSchema } from "@gloria/contracts";
import { checkDefinition, type SimulationAnswer, simulateWorkflow, traceLine, unknownWorld } from "@gloria/services";
import { CliError } from "../cli-error.ts";
import type { CommandRun } from "../command-run.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { readJsonFile } from "../read-json-file.ts";

export interface SimulateFlags {
  readonly data?: string;
  readonly decisions?: string;
}

/**
 * `gloria workflow simulate FILE`, without a database: positions, roles and departments are each held by one person
 * called after them, and the calendar is a plain week. 1 where the definition has problems, 5 where a decision was
 * refused.
 */
export async function simulateWorkflowFile(
  run: CommandRun,
  [file = ""]: readonly string[],
  flags: SimulateFlags,
): Promise<ExitCode> {
  const spec = specIn(await readJsonFile(file), file);
  const data = given("--data", flags.data ?? "{}", workflowDataSchema);
  const commands =
    flags.decisions === undefined ? {} : { commands: given("--decisions", flags.decisions, simulatedCommandsSchema) };
  const answer = simulateWorkflow(spec, { data, ...commands, at: run.now().getTime() });
  const trace = answer.trace.map(({ at, entry }) => ({ at: new Date(at).toISOString(), ...entry }));
  run.answer({ ...answer, trace }, textOf(answer));
  return answer.refused === null ? exitCodes.ok : exitCodes.refused;
}

function specIn(input: unknown, file: string): WorkflowSpec {
  const { spec, problems } = checkDefinition(input, unknownWorld);
  if (spec !== null && problems.length === 0) return spec;
  throw new CliError(`${file} has ${problems.length} problems.`, `See them with: gloria workflow validate ${file}`);
}

/** As much of a schema as it takes to read a flag with it. */
interface FlagSchema<Value> {
  readonly safeParse: (
    value: unknown,
  ) =>
    | { readonly success: true; readonly data: Value }
    | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: PropertyKey[] }[] } };
}

function given<Value>(flag: string, text: string, schema: FlagSchema<Value>): Value {
  const fix = `Give ${flag} as JSON.`;
  const parsed = schema.safeParse(parseJson(flag, text, fix));
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new CliError(`${flag} does not fit${place === "" ? "" : ` at ${place}`}.`, fix, exitCodes.usage);
}

function parseJson(flag: string, text: string, fix: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError(`${flag} is no JSON.`, fix, exitCodes.usage, { cause });
  }
}

function textOf({ trace, state, waiting, refused, endless }: SimulationAnswer): string {
  return [
    ...trace.map(({ at, entry }) => `${new Date(at).toISOString().slice(0, 16)}Z  ${traceLine(entry)}`),
    ...waiting.map(({ step, asked }) => `waits at ${step}${asked.length === 0 ? "" : ` for ${asked.join(", ")}`}`),
    ...(refused === null ? [] : [`decision ${refused.command} was refused: ${refused.code}`]),
    ...(endless ? ["stopped: it comes to no end"] : []),
    state,
  ].join("\n");
}
