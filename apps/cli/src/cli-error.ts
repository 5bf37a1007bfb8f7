import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** Something that only the command line can meet: what happened, and what to do. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly fix: string;
  readonly exitCode: ExitCode;

  constructor(what: string, fix: string, exitCode: ExitCode = exitCodes.failed, options: { cause?: unknown } = {}) {
    super(what, options);
    this.fix = fix;
    this.exitCode = exitCode;
  }
}
