import { AppError } from "@gloria/core";
import type { ByteRange } from "@gloria/services";

/**
 * The part of a file that a `Range` header asks for, RFC 9110; null for the whole. Several parts at once, other units
 * and what is no range are answered whole, as the standard allows.
 *
 * @throws AppError `file.range_outside` when it begins behind the end
 */
export function readRange(header: string | undefined, size: number): ByteRange | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  const [, from = "", to = ""] = match ?? [];
  if (match === null || (from === "" && to === "")) return null;
  if (from === "") {
    const last = Number(to);
    if (last === 0 || size === 0) throw new AppError("file.range_outside", { size });
    return { start: Math.max(0, size - last), end: size - 1 };
  }
  const start = Number(from);
  if (to !== "" && Number(to) < start) return null;
  if (start >= size) throw new AppError("file.range_outside", { size });
  return { start, end: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}
