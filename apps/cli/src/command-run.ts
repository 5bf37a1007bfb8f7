import { createInterface } from "node:readline/promises";
import type { Readable } from "node:stream";
import { type CliConfig, type Environment, loadCliConfig } from "@gloria/config";
import type { Locale } from "@gloria/contracts";
import { type Logger, silentLogger } from "@gloria/core";
import { CliError } from "./cli-error.ts";
import type { DatabasePort } from "./database-port.ts";
import { exitCodes } from "./exit-codes.ts";
import type { GlobalOptions } from "./global-options.ts";
import type { Screen } from "./screen.ts";

/** What the process gives a run of the command. */
export interface CliProcess {
  readonly screen: Screen;
  readonly input: Readable;
  /** Left out: the process's own. */
  readonly environment?: Environment | undefined;
  readonly database: DatabasePort;
  readonly now: () => Date;
}

/** One command under way: its flags, its settings and its ways to answer. */
export class CommandRun {
  readonly options: GlobalOptions;
  readonly database: DatabasePort;
  readonly now: () => Date;
  readonly logger: Logger;
  private readonly process: CliProcess;
  private loaded: CliConfig | null = null;

  constructor(process: CliProcess, options: GlobalOptions) {
    this.process = process;
    this.options = options;
    this.database = process.database;
    this.now = process.now;
    this.logger = {
      ...silentLogger,
      warn: (fields, message) => this.note(`${message} ${JSON.stringify(fields)}`),
      error: (fields, message) => this.note(`${message} ${JSON.stringify(fields)}`),
    };
  }

  /** @throws ConfigError */
  get config(): CliConfig {
    this.loaded ??= this.process.environment === undefined ? loadCliConfig() : loadCliConfig(this.process.environment);
    return this.loaded;
  }

  get locale(): Locale {
    return this.options.locale ?? this.config.locale;
  }

  /** The answer: with `--json` the value and nothing else, otherwise the text. */
  answer(value: unknown, text: string): void {
    const { out } = this.process.screen;
    out.write(this.options.json ? `${JSON.stringify(value, null, 2)}\n` : `${text}\n`);
  }

  /** A word about the work, for a person; never mixed into the answer. */
  note(text: string): void {
    this.process.screen.err.write(`${text}\n`);
  }

  /** Like {@link note}, but only while somebody watches. */
  progress(text: string): void {
    if (this.process.screen.interactive && !this.options.json) this.note(text);
  }

  /**
   * Asks before something that cannot be taken back; `--yes` answers it.
   *
   * @throws CliError (refused) when the answer is no, or nobody is there to give one
   */
  async confirm(question: string): Promise<void> {
    if (this.options.yes) return;
    if (!this.process.screen.interactive) {
      throw new CliError(`${question} Nobody is there to answer.`, "Repeat it with --yes.", exitCodes.refused);
    }
    const prompt = createInterface({ input: this.process.input, output: this.process.screen.err });
    try {
      const answer = await prompt.question(`${question} [y/N] `);
      if (!/^(y|yes|ya)$/i.test(answer.trim())) {
        throw new CliError("Nothing was done.", "Answer y, or repeat it with --yes.", exitCodes.refused);
      }
    } finally {
      prompt.close();
    }
  }
}
