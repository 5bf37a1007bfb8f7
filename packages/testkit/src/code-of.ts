import { isAppError } from "@gloria/core";

/** For `await expect(call.catch(codeOf)).resolves.toBe("user.not_found")`: the code of our errors, others as they are. */
export function codeOf(error: unknown): unknown {
  return isAppError(error) ? error.code : error;
}
