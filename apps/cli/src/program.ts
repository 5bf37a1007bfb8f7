import { Command, CommanderError, Option } from "commander";
import { type CliProcess, CommandRun } from "./command-run.ts";
import { addActingCommands } from "./commands/acting.ts";
import { addDbCommands } from "./commands/db.ts";
import { addDelegationCommands } from "./commands/delegation.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addOrgCommands } from "./commands/org.ts";
import { addPermissionCommands } from "./commands/permission.ts";
import { addQueueCommands } from "./commands/queue.ts";
import { addRoleCommands } from "./commands/role.ts";
import { addSeedCommands } from "./commands/seed.ts";
import { addTenantCommands } from "./commands/tenant.ts";
import { addUserCommands } from "./commands/user.ts";
import { addWorkflowCommands } from "./commands/workflow.ts";
import { describeFailure } from "./describe-failure.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { GlobalOptions } from "./global-options.ts";
import type { Action, Register } from "./register.ts";

/**
 * Runs `gloria` with these arguments and returns its exit code; it never throws and never ends the process.
 *
 * @param args without node and the script
 */
export async function runCli(args: readonly string[], process: CliProcess): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok;
  const program = createProgram(process, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Help and version are answers; every other word of commander's is about wrong usage, and already said.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const json = args.includes("--json");
    const failure = describeFailure(error, localeIn(args), process.environment);
    const { err } = process.screen;
    err.write(json ? `${JSON.stringify(failure.problem)}\n` : `${failure.text}\n`);
    return failure.exitCode;
  }
}

function createProgram(process: CliProcess, done: (code: ExitCode) => void): Command {
  const program = new Command("gloria")
    .description("Gloria at the command line")
    .option("--json", "answer with JSON", false)
    .option("--dry-run", "show what would be done, change nothing", false)
    .option("--yes", "answer every question with yes", false)
    .option("--tenant <code>", "the tenant to work in")
    .addOption(new Option("--locale <locale>", "language of what goes wrong").choices(["id", "en"]))
    .addHelpText("after", "\nExit codes: 0 ok, 1 failed, 2 usage, 3 partial, 4 not found, 5 refused")
    .helpCommand(true)
    .showHelpAfterError("(add --help for what there is)");
  const register: Register = <Flags>(command: Command, action: Action<Flags>) => {
    command.action(async () => {
      const run = new CommandRun(process, program.opts<GlobalOptions & Record<string, unknown>>());
      const code = await action(run, command.opts<Flags & Record<string, unknown>>());
      done(code ?? exitCodes.ok);
    });
  };
  addDoctorCommand(program, register);
  addDbCommands(program, register);
  addSeedCommands(program, register);
  addTenantCommands(program, register);
  addUserCommands(program, register);
  addActingCommands(program, register);
  addOrgCommands(program, register);
  addPermissionCommands(program, register);
  addRoleCommands(program, register);
  addDelegationCommands(program, register);
  addQueueCommands(program, register);
  addWorkflowCommands(program, register);
  const { out, err } = process.screen;
  const configure = (command: Command): void => {
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) });
    for (const child of command.commands) configure(child);
  };
  configure(program);
  return program;
}

/** The language asked for, where it may be that even the flags could not be read. */
function localeIn(args: readonly string[]): "id" | "en" | undefined {
  const value = args[args.indexOf("--locale") + 1];
  return args.includes("--locale") && (value === "id" || value === "en") ? value : undefined;
}
