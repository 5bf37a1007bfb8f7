import type { Locale } from "@gloria/contracts";

/** Flags that every command takes, before or behind its name. */
export interface GlobalOptions {
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** Code of the tenant to work in. */
  readonly tenant?: string | undefined;
  /** Language of what goes wrong; the terminal's when left out. */
  readonly locale?: Locale | undefined;
}
