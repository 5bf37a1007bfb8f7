import { type ErrorCode, errorFamilies } from "@gloria/contracts";

/** Whether a stored code is (still) one of ours. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorFamilies, code);
}
