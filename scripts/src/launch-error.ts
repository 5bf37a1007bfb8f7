/** A failure that a person can mend; start.mjs prints the three parts. */
export class LaunchError extends Error {
  override readonly name = "LaunchError";
  readonly what: string;
  readonly why: string;
  readonly fix: string;

  constructor(problem: { what: string; why: string; fix: string }, options: { cause?: unknown } = {}) {
    super(
      `${problem.what} ${problem.why} ${problem.fix}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.what = problem.what;
    this.why = problem.why;
    this.fix = problem.fix;
  }
}
