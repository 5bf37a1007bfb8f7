/**
 * How many bytes of UTF-8 a value takes as JSON, counted no further than to just above the limit. However deep it is
 * nested; what is no JSON counts nothing.
 */
export function jsonBytes(value: unknown, limit: number): number {
  const open: unknown[] = [value];
  let bytes = 0;
  while (open.length > 0 && bytes <= limit) {
    const next = open.pop();
    if (Array.isArray(next)) {
      bytes += 1 + Math.max(1, next.length);
      // Not by spreading: an array may have more items than a call has arguments.
      for (const item of next) open.push(item);
    } else if (typeof next === "object" && next !== null) {
      const entries = Object.entries(next);
      bytes += 1 + Math.max(1, entries.length);
      for (const [key, item] of entries) {
        bytes += Buffer.byteLength(JSON.stringify(key)) + 1;
        open.push(item);
      }
    } else {
      bytes += Buffer.byteLength(JSON.stringify(next) ?? "");
    }
  }
  return bytes;
}
