import type { WorkflowProblem } from "@gloria/contracts";
import { findText, formatText } from "@gloria/i18n";
import { checkDefinition, unknownWorld } from "@gloria/services";
import type { CommandRun } from "../command-run.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { readJsonFile } from "../read-json-file.ts";

/**
 * `gloria workflow validate FILE`, without a database: what the definition names outside of itself (positions, actions,
 * templates, calendars, …) is looked up only when it is published.
 */
export async function validateWorkflow(run: CommandRun, [file = ""]: readonly string[]): Promise<ExitCode> {
  const input = await readJsonFile(file);
  const { problems } = checkDefinition(input, unknownWorld);
  const told = problems.map((problem) => ({ ...problem, message: textOf(problem, run) }));
  const lines = told.map(({ path, message }) => `${path.length === 0 ? "-" : path.join(".")}  ${message}`);
  run.answer({ valid: told.length === 0, problems: told }, [...lines, countText(told.length)].join("\n"));
  return told.length === 0 ? exitCodes.ok : exitCodes.failed;
}

function textOf({ code, params }: WorkflowProblem, { locale }: CommandRun): string {
  return formatText(locale, findText(locale, `workflowProblem.${code}`) ?? code, params);
}

function countText(count: number): string {
  return count === 0 ? "ok" : count === 1 ? "1 problem" : `${count} problems`;
}
