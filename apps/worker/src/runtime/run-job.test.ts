import { AppError, silentLogger } from "@gloria/core";
import type { JobRun } from "@gloria/jobs";
import { describe, expect, it, vi } from "vitest";
import type { JobHandlers } from "../handlers/job-handler.ts";
import { jobHandlers } from "../handlers/job-handlers.ts";
import type { JobContext } from "./job-context.ts";
import { mayRetry } from "./may-retry.ts";
import { createJobRunner } from "./run-job.ts";

const context = {} as JobContext;
const payload = {
  tenantId: "019a0000-0000-7000-8000-000000000001",
  notificationId: "019a0000-0000-7000-8000-000000000002",
};
const runOf = (change: Partial<JobRun> = {}): JobRun => ({
  id: "1",
  name: "notification.deliver",
  payload,
  attempt: 1,
  signal: new AbortController().signal,
  ...change,
});
const runnerWith = (deliver: JobHandlers["notification.deliver"]) =>
  createJobRunner(context, silentLogger, { ...jobHandlers, "notification.deliver": deliver });

describe("a job's run", () => {
  it("gives the handler what its schema knows, and drops a newer version's field", async () => {
    const seen: unknown[] = [];
    await runnerWith(async (_, given) => {
      seen.push(given);
    })(runOf({ payload: { ...payload, addedLater: true } }));
    expect(seen).toEqual([payload]);
  });

  it.each([null, "text", {}, { tenantId: "1' or 1=1", notificationId: payload.notificationId }])(
    "does not run or repeat a job with the payload %j",
    async (bad) => {
      const handler = vi.fn(async () => {});
      const error = await runnerWith(handler)(runOf({ payload: bad })).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: "request.invalid" });
      expect(mayRetry(error)).toBe(false);
      expect(handler).not.toHaveBeenCalled();
    },
  );

  it("leaves a job that it does not know to a newer worker", async () => {
    const error = await runnerWith(async () => {})(runOf({ name: "report.of_the_future" })).catch(
      (caught: unknown) => caught,
    );
    expect(mayRetry(error)).toBe(true);
  });

  it("ends a run that takes too long, and tells the handler", async () => {
    vi.useFakeTimers();
    try {
      let told: AbortSignal | null = null;
      const run = runnerWith((_, __, signal) => {
        told = signal;
        return new Promise(() => {});
      })(runOf()).catch((caught: unknown) => caught);
      await vi.advanceTimersByTimeAsync(300_000);
      expect(await run).toMatchObject({ code: "service.unavailable" });
      expect(told).toMatchObject({ aborted: true });
    } finally {
      vi.useRealTimers();
    }
  });

  it("tells the handler when the process is about to end", async () => {
    const ending = new AbortController();
    const run = runnerWith(
      (_, __, signal) => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve())),
    )(runOf({ signal: ending.signal }));
    ending.abort();
    await expect(run).resolves.toBeUndefined();
  });
});

it.each([
  ["service.unavailable", true],
  ["service.rate_limited", true],
  ["service.internal", true],
  ["request.invalid", false],
  ["notification.not_found", false],
  ["access.denied", false],
  ["data.conflict", false],
] as const)("%s is retried: %s", (code, expected) => {
  expect(mayRetry(new AppError(code))).toBe(expected);
});

it("an error without a code is retried", () => {
  expect(mayRetry(new TypeError("x is not a function"))).toBe(true);
});
