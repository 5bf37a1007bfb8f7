import type { ErrorCode } from "@gloria/contracts";
import { AppError } from "@gloria/core";

/**
 * Optimistic concurrency: refuses when the caller has seen another version than there is now.
 *
 * @throws AppError with `code` and params {seen, current}
 */
export function assertVersion(code: ErrorCode, seen: number | undefined, row: { readonly version: number }): void {
  if (seen !== undefined && seen !== row.version) throw new AppError(code, { seen, current: row.version });
}
