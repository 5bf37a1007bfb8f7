import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import type { CommandRun } from "../command-run.ts";
import { type Finding, failed, ok, skipped } from "../doctor/check.ts";
import { checkDatabase } from "../doctor/check-database.ts";
import { checkDisk, checkMail, checkNode, checkZones } from "../doctor/check-machine.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { withDatabase } from "../open-database.ts";
import type { Register } from "../register.ts";

/** `gloria doctor`. */
export function addDoctorCommand(program: Command, register: Register): void {
  register(program.command("doctor").description("look whether this installation is well"), doctor);
}

/** 0 when all is well, 1 when something failed, 3 when something could not be looked at. Warnings change nothing. */
async function doctor(run: CommandRun): Promise<ExitCode> {
  const { config } = run;
  const findings: Finding[] = [
    checkNode(process.versions.node),
    ok("settings", config.database === null ? `home ${config.home}` : "a database of one's own"),
    checkZones(run.now(), process.versions.tz),
    await checkDisk(config.home),
    checkMail(config),
    ...(await findInDatabase(run)),
  ];
  run.answer(findings, findings.map(lineOf).join("\n"));
  if (findings.some(({ state }) => state === "failed")) return exitCodes.failed;
  return findings.some(({ state }) => state === "skipped") ? exitCodes.partial : exitCodes.ok;
}

async function findInDatabase(run: CommandRun): Promise<Finding[]> {
  try {
    return await withDatabase(run, (opened) => checkDatabase(run, opened));
  } catch (error) {
    if (error instanceof CliError) return [skipped("database", `${error.message} ${error.fix}`)];
    // The manager of the embedded server says what happened and what to do.
    if (error instanceof Error && "fix" in error) return [failed("database", error.message, String(error.fix))];
    throw error;
  }
}

const marks = { ok: "ok     ", warning: "warning", failed: "FAILED ", skipped: "skipped" } as const;

function lineOf({ name, state, detail, fix }: Finding): string {
  return `${marks[state]}  ${name.padEnd(10)}  ${detail}${fix === null ? "" : `\n${" ".repeat(21)}${fix}`}`;
}
