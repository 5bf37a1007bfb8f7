import type { ErrorCode } from "@gloria/contracts";
import { AppError } from "@gloria/core";

/**
 * Restrict while referenced: refuses when anything is counted.
 *
 * @throws AppError with `code` and the counts, by what refers
 */
export function assertNothingRefers(code: ErrorCode, counts: Readonly<Record<string, number>> | undefined): void {
  if (counts !== undefined && Object.values(counts).some((count) => count > 0)) throw new AppError(code, { ...counts });
}
