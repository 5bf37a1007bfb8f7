import { type ErrorCode, type ErrorFamily, type ErrorParams, errorFamilies, type FieldError } from "@gloria/contracts";

/**
 * The one exception of the house. It carries a code from the closed list, the values for its text, and the cause,
 * which goes to the log and never to a client.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly errors: readonly FieldError[];

  constructor(
    code: ErrorCode,
    params: ErrorParams = {},
    options: { cause?: unknown; errors?: readonly FieldError[] } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.params = params;
    this.errors = options.errors ?? [];
  }

  get family(): ErrorFamily {
    return errorFamilies[this.code];
  }
}

export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
