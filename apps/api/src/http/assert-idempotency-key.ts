import { AppError } from "@gloria/core";

/** @throws AppError `request.idempotency_key_invalid` unless it is 1 to 255 visible ASCII characters */
export function assertIdempotencyKey(key: string): string {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError("request.idempotency_key_invalid");
  return key;
}
