import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from "node:fs";

const maxBytes = 8 * 1024 * 1024;
const checkIntervalMs = 60_000;

/** Keeps a log file and one older half (`.1`) below a size each. The writer must have it open for appending. */
export function trimLog(path: string, limitBytes = maxBytes): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > limitBytes) {
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  }
}

/** Trims now and every minute while this process lives; returns the end of it. Does not keep the process alive. */
export function keepLogTrimmed(path: string): () => void {
  trimLog(path);
  const timer = setInterval(() => trimLog(path), checkIntervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** The last lines of a log from an offset on, for an error text. */
export function readLogTail(path: string, fromByte: number, maxLines = 8): string {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const start = Math.max(fromByte, size - 16_384, 0);
  const buffer = Buffer.alloc(Math.max(0, size - start));
  if (buffer.length === 0) {
    return "";
  }
  const file = openSync(path, "r");
  try {
    readSync(file, buffer, 0, buffer.length, start);
  } finally {
    closeSync(file);
  }
  return buffer.toString("utf8").trim().split("\n").slice(-maxLines).join("\n");
}
