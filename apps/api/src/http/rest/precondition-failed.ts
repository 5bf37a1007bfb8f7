import { AppError } from "@gloria/core";

/** `If-Match` named another version than there is now. */
export function preconditionFailed(conflict: AppError): AppError {
  return new AppError("request.precondition_failed", conflict.params, { cause: conflict });
}
