import { silentLogger } from "@gloria/core";
import type { Due } from "@gloria/jobs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Relay, type RelayPorts, startRelay } from "./relay.ts";

const nothing: Due = { unpublished: false, forgotten: [] };

describe("the relay", () => {
  let relay: Relay | null = null;
  let looks: number[] = [];
  let ring: () => void = () => {};

  beforeEach(() => {
    vi.useFakeTimers();
    looks = [];
  });
  afterEach(async () => {
    await relay?.stop();
    relay = null;
    vi.useRealTimers();
  });

  const start = async (ports: Partial<RelayPorts> = {}) => {
    relay = await startRelay(
      {
        async findDue() {
          looks.push(Date.now());
          return nothing;
        },
        relayBatch: async () => 0,
        requeue: async () => {},
        async listen(_, onNotify) {
          ring = onNotify;
          return { unlisten: async () => {} };
        },
        ...ports,
      },
      silentLogger,
    );
  };
  const gaps = () => looks.slice(1).map((at, n) => at - (looks[n] ?? 0));

  it("looks less and less often while nothing happens, but once a second", async () => {
    await start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(gaps().slice(0, 7)).toEqual([50, 100, 200, 400, 800, 1_000, 1_000]);
    expect(Math.max(...gaps())).toBe(1_000);
  });

  it("looks at once when somebody rings, and closely for a while after", async () => {
    await start();
    await vi.advanceTimersByTimeAsync(10_300);
    const before = looks.length;
    ring();
    await vi.advanceTimersByTimeAsync(0);
    expect(looks.length).toBe(before + 1);
    await vi.advanceTimersByTimeAsync(160);
    expect(looks.length).toBe(before + 3);
  });

  it("does not lose a ring that comes while it looks", async () => {
    let answer: (due: Due) => void = () => {};
    await start({
      findDue: () => {
        looks.push(Date.now());
        return new Promise((resolve) => (answer = resolve));
      },
    });
    ring();
    answer(nothing);
    await vi.advanceTimersByTimeAsync(0);
    expect(looks).toHaveLength(2);
    answer(nothing);
  });

  it("goes on without a pause to speak of while there is work", async () => {
    const batches = [200, 200, 30];
    const calls: number[] = [];
    await start({
      findDue: async () => ({ unpublished: batches.length > 0, forgotten: [] }),
      relayBatch: async () => {
        calls.push(Date.now());
        return batches.shift() ?? 0;
      },
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toHaveLength(3);
    expect((calls[2] ?? 0) - (calls[0] ?? 0)).toBe(50);
  });

  it("queues again what was forgotten", async () => {
    const job = { name: "audit.ensure_partitions", payload: {}, id: "x" } as const;
    const requeued: unknown[] = [];
    await start({
      findDue: async () => (requeued.length === 0 ? { unpublished: false, forgotten: [job] } : nothing),
      requeue: async (jobs) => {
        requeued.push(...jobs);
      },
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(requeued).toEqual([job]);
  });

  it("keeps looking after a failure", async () => {
    await start({
      async findDue() {
        looks.push(Date.now());
        if (looks.length === 1) throw new Error("the database restarts");
        return nothing;
      },
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(gaps()).toEqual([1_000]);
  });

  it("stops in the middle of a pause", async () => {
    await start();
    await vi.advanceTimersByTimeAsync(5_000);
    await relay?.stop();
    const before = looks.length;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(looks.length).toBe(before);
  });
});
