/** One setting that keeps a process from starting. Its value is never part of it: it may be a secret. */
export interface SettingProblem {
  readonly name: string;
  readonly kind: "missing" | "malformed";
  /** What would be right, as the end of a sentence: "a port from 0 to 65535". */
  readonly expected: string;
}

/** Names every missing and malformed setting at once, so that nobody mends them one start at a time. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly SettingProblem[];
  readonly what: string;
  readonly why: string;
  readonly fix: string;

  constructor(processKind: string, problems: readonly SettingProblem[]) {
    const lines = problems.map(({ name, kind, expected }) => `${name} is ${kind}: expected ${expected}`);
    const what = `The settings of the ${processKind} are not complete.`;
    const fix = "Set them in the environment and start again; a setting that is empty counts as not set.";
    super([what, ...lines.map((line) => `  ${line}`), fix].join("\n"));
    this.problems = problems;
    this.what = what;
    this.why = `${lines.join("; ")}.`;
    this.fix = fix;
  }
}
