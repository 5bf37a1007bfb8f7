import type { EmbeddedPostgres } from "@gloria/db";

const intervalMs = 1_000;

/**
 * Looks every second whether the embedded server still runs, and calls `restart` once when it does not; looks again
 * after that. Returns the end of it. A server that we attached to is not our child, so its end is no event.
 */
export function watchDatabase(current: () => EmbeddedPostgres, restart: () => Promise<void>): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy || current().isRunning()) {
      return;
    }
    busy = true;
    void restart().finally(() => {
      busy = false;
    });
  }, intervalMs);
  return () => clearInterval(timer);
}
