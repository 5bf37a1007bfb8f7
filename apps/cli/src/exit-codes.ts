import { type ErrorFamily, errorFamilies } from "@gloria/contracts";
import type { AppError } from "@gloria/core";

/** What the shell learns; documented, so never renumbered. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, partial: 3, notFound: 4, refused: 5 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byFamily: Readonly<Record<ErrorFamily, ExitCode>> = {
  NOT_FOUND: exitCodes.notFound,
  UNAUTHENTICATED: exitCodes.refused,
  FORBIDDEN: exitCodes.refused,
  CONFLICT: exitCodes.refused,
  PRECONDITION: exitCodes.refused,
  RATE_LIMITED: exitCodes.refused,
  VALIDATION: exitCodes.usage,
  UNAVAILABLE: exitCodes.failed,
  INTERNAL: exitCodes.failed,
};

export function exitCodeOf(error: AppError): ExitCode {
  return byFamily[errorFamilies[error.code]];
}
