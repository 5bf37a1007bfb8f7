import { setTimeout as delay } from "node:timers/promises";

/** Asks again every 20 ms until the answer is there; fails with the last look after `timeoutMs`. */
export async function waitFor<Found>(look: () => Promise<Found | null>, timeoutMs = 15_000): Promise<Found> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`not there after ${timeoutMs} ms`);
    await delay(20);
  }
}
