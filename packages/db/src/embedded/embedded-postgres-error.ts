/** The three things a person needs when the database does not come up. All are plain English sentences. */
export interface EmbeddedPostgresProblem {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** Anything that keeps the embedded server from starting or stopping. The message joins what, why and fix. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
  readonly what: string;
  readonly why: string;
  readonly fix: string;

  constructor(problem: EmbeddedPostgresProblem, options: { cause?: unknown } = {}) {
    super(
      `${problem.what} ${problem.why} ${problem.fix}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.what = problem.what;
    this.why = problem.why;
    this.fix = problem.fix;
  }
}

/** The `code` of a Node system error (`ENOENT`, …), or null for anything else. */
export function systemErrorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
