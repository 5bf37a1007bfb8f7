import { ConfigError, type Environment, loadCliConfig } from "@gloria/config";
import type { Locale } from "@gloria/contracts";
import { isAppError } from "@gloria/core";
import { errorText, fieldProblemText } from "@gloria/i18n";
import { CliError } from "./cli-error.ts";
import { type ExitCode, exitCodeOf, exitCodes } from "./exit-codes.ts";

/** A failure as a person and as a program reads it. */
export interface Failure {
  readonly exitCode: ExitCode;
  readonly text: string;
  readonly problem: Readonly<Record<string, unknown>>;
}

/** What an error means to the person at the terminal; the stack only where nobody foresaw the error. */
export function describeFailure(
  error: unknown,
  asked: Locale | undefined,
  environment: Environment | undefined,
): Failure {
  if (error instanceof ConfigError) {
    return {
      exitCode: exitCodes.usage,
      text: error.message,
      problem: { code: "cli.settings", problems: error.problems },
    };
  }
  if (error instanceof CliError) {
    return {
      exitCode: error.exitCode,
      text: `${error.message}\n${error.fix}`,
      problem: { code: "cli.failed", detail: error.message, fix: error.fix },
    };
  }
  if (isAppError(error)) {
    const locale = asked ?? localeOf(environment);
    const detail = errorText(error.code, error.params, locale);
    const fields = error.errors.map(({ path, code, message }) => ({ path, code, message }));
    const lines = fields.map(({ path, code }) => `  ${path}: ${fieldProblemText({ code, message: code }, locale)}`);
    const cause = exitCodeOf(error) === exitCodes.failed && error.cause instanceof Error ? [error.cause.message] : [];
    return {
      exitCode: exitCodeOf(error),
      text: [detail, ...lines, ...cause].join("\n"),
      problem: { code: error.code, detail, params: error.params, errors: fields },
    };
  }
  // The database manager says what happened, why, and what to do; anything else is ours to look into.
  const foreseen = error instanceof Error && "fix" in error;
  const text = error instanceof Error ? (foreseen ? error.message : (error.stack ?? error.message)) : String(error);
  return { exitCode: exitCodes.failed, text, problem: { code: "cli.failed", detail: text } };
}

function localeOf(environment: Environment | undefined): Locale {
  return (environment === undefined ? loadCliConfig() : loadCliConfig(environment)).locale;
}
