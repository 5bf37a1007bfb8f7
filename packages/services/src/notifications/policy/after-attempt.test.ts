import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendOutcome } from "../providers/mail-provider.ts";
import { afterAttempt, retryDelaysMs } from "./after-attempt.ts";
import { mayAttempt } from "./may-attempt.ts";

const now = new Date("2026-03-02T03:00:00.000Z");
const dayMs = 86_400_000;
const first = { attempt: 1, ambiguousSince: null, replayWindowMs: dayMs };
const middle = 0.5;

describe("afterAttempt", () => {
  it("follows the schedule 30 s, 2, 10, 30 min, 2 h, 6 h, then gives up", () => {
    const waits = retryDelaysMs.map((_, n) => {
      const after = afterAttempt(
        { kind: "retry", error: "503", retryAfterMs: null },
        { ...first, attempt: n + 1 },
        now,
        middle,
      );
      return after.state === "queued" ? (after.dueAt.getTime() - now.getTime()) / 1000 : null;
    });
    expect(waits).toEqual([30, 120, 600, 1_800, 7_200, 21_600]);
    expect(
      afterAttempt({ kind: "retry", error: "503", retryAfterMs: null }, { ...first, attempt: 7 }, now, middle),
    ).toEqual({
      state: "dead",
      reason: "exhausted",
    });
  });

  it("waits longer when the provider asks for it, never shorter", () => {
    const asked = afterAttempt({ kind: "retry", error: "429", retryAfterMs: 300_000 }, first, now, middle);
    expect(asked).toEqual({ state: "queued", dueAt: new Date(now.getTime() + 300_000) });
    const hasty = afterAttempt({ kind: "retry", error: "429", retryAfterMs: 1 }, first, now, middle);
    expect(hasty).toEqual({ state: "queued", dueAt: new Date(now.getTime() + 30_000) });
  });

  it("gives up what the provider will never take", () => {
    expect(afterAttempt({ kind: "rejected", error: "bad address" }, first, now, middle)).toEqual({
      state: "failed",
      reason: "rejected",
    });
  });

  it("does not repeat what may have arrived once the provider has forgotten its key", () => {
    const facts = { attempt: 6, ambiguousSince: new Date(now.getTime() - dayMs + 60_000), replayWindowMs: dayMs };
    expect(afterAttempt({ kind: "ambiguous", error: "timeout" }, facts, now, middle)).toEqual({
      state: "dead",
      reason: "ambiguous",
    });
    const forEver = { ...facts, replayWindowMs: Number.POSITIVE_INFINITY };
    expect(afterAttempt({ kind: "ambiguous", error: "timeout" }, forEver, now, middle).state).toBe("queued");
  });

  it("keeps every wait within 20 % of the schedule and after now", () => {
    const outcome: fc.Arbitrary<SendOutcome> = fc.oneof(
      fc.constant({ kind: "retry", error: "x", retryAfterMs: null } as const),
      fc.constant({ kind: "ambiguous", error: "x" } as const),
    );
    fc.assert(
      fc.property(
        outcome,
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (said, attempt, spread) => {
          const after = afterAttempt(said, { ...first, attempt }, now, spread);
          if (after.state !== "queued") throw new Error("it should be tried again");
          const wait = after.dueAt.getTime() - now.getTime();
          const planned = retryDelaysMs[attempt - 1] ?? Number.NaN;
          expect(wait).toBeGreaterThanOrEqual(Math.floor(planned * 0.8));
          expect(wait).toBeLessThanOrEqual(Math.ceil(planned * 1.2));
        },
      ),
    );
  });
});

describe("mayAttempt", () => {
  it("allows seven tries in all, and counts those whose outcome was lost", () => {
    const known = { ambiguousSince: null, replayWindowMs: dayMs };
    expect(mayAttempt({ ...known, tries: 6 }, now)).toBeNull();
    expect(mayAttempt({ ...known, tries: 7 }, now)).toBe("exhausted");
    expect(mayAttempt({ tries: 7, ambiguousSince: now, replayWindowMs: dayMs }, now)).toBe("ambiguous");
  });

  it("refuses a repetition that the provider would not notice", () => {
    const lost = { tries: 1, ambiguousSince: new Date(now.getTime() - dayMs), replayWindowMs: dayMs };
    expect(mayAttempt(lost, now)).toBe("ambiguous");
    expect(mayAttempt({ ...lost, ambiguousSince: new Date(now.getTime() - dayMs + 1) }, now)).toBeNull();
  });
});
