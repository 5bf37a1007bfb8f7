import { describe, expect, test } from "vitest";
import { approvalOf, hourMs, minuteMs, monday, Scenario, specOf } from "./scenario.fixture.ts";

const dayMs = 24 * hourMs;
const role = (id: string) => ({ by: "role" as const, id });
const one = (parts: object) => specOf({ a: { ...approvalOf("ani", "endApproved"), ...parts } });

describe("actions", () => {
  const deduct = {
    type: "action" as const,
    use: "balance.deduct",
    with: { kind: "annual", days: { cel: "request.days" } },
    retry: { max: 2, backoff: "PT10S" },
    onCancel: "balance.restore",
    next: "b",
  };
  const spec = specOf({ a: deduct, b: approvalOf("budi", "endApproved") });
  const failed = (s: Scenario, final = false) => ({
    jobId: s.job("a").id,
    attempt: s.job("a").attempt,
    final,
    error: "no balance",
  });

  test("tried again after a while that doubles, then an incident; retry, and it goes on", () => {
    const s = new Scenario(spec).start({ days: 2 });
    expect(s.job("a").input).toEqual({ kind: "annual", days: 2 });
    s.must("jobFailed", failed(s), null);
    expect(s.job("a")).toMatchObject({ attempt: 2, notBefore: monday + 10_000, state: "PENDING" });
    expect(s.refusal("jobFailed", { ...failed(s), attempt: 1 }, null)).toBe("workflow.job_settled");
    s.must("jobFailed", failed(s), null);
    expect(s.job("a").notBefore).toBe(monday + 20_000);
    s.must("jobFailed", failed(s), null);
    expect(s.instance).toMatchObject({
      state: "INCIDENT",
      incidents: [{ code: "action_failed", detail: "no balance" }],
    });
    s.must("incidentRetried", { stepId: 1 }, "admin");
    expect(s.job("a")).toMatchObject({ id: 1, attempt: 4, state: "PENDING" });
    s.done("a", { days: 3 });
    expect(s.instance).toMatchObject({ state: "RUNNING", data: { days: 3 } });
    expect(s.refusal("jobDone", { jobId: 1, data: {} }, null)).toBe("workflow.job_settled");
    expect(s.refusal("jobDone", { jobId: 99, data: {} }, null)).toBe("workflow.not_found");
    expect(s.refusal("incidentRetried", { stepId: 1 }, "admin")).toBe("workflow.not_found");
  });

  test("after business time where the definition says so", () => {
    const slow = specOf({
      a: { ...deduct, retry: { max: 1, backoff: "PT1BH" } },
      b: approvalOf("budi", "endApproved"),
    });
    const s = new Scenario(slow).start({ days: 2 });
    s.must("jobFailed", failed(s), null);
    expect(s.job("a").notBefore).toBe(monday + hourMs);
  });

  test("skipped, or the end of it", () => {
    const s = new Scenario(spec).start({ days: 2 }).must("jobFailed", failed(new Scenario(spec).start(), true), null);
    const other = new Scenario(spec).start({ days: 2 }).must("jobFailed", failed(s, true), null);
    s.must("incidentSkipped", { stepId: 1 }, "admin");
    expect(s.lines().slice(-4)).toEqual([
      "a: action balance.deduct SKIPPED",
      "a: SKIPPED (skipped)",
      "→ b",
      "b: ask budi [assign.0]",
    ]);
    other.must("incidentFailed", { stepId: 1 }, "admin");
    expect(other.state).toBe("FAILED");
  });

  test("taken back in the reverse order when it is cancelled, and not when it is rejected by its own path", () => {
    const { onCancel: _, ...plain } = deduct;
    const three = specOf({
      z: { ...deduct, use: "first.deduct", next: "n" },
      n: { ...plain, use: "plain.act", next: "a" },
      a: deduct,
      b: approvalOf("budi", "endApproved"),
    });
    const done = () => new Scenario(three).start({ days: 2 }).done("z").done("n").done("a");
    const s = done().must("cancelled", { reason: "ill" }, "admin");
    const undone = s.instance.jobs.filter(({ kind }) => kind === "compensation");
    expect(undone.map(({ undoes, use }) => `${use} of ${undoes}`)).toEqual([
      "balance.restore of 3",
      "balance.restore of 1",
    ]);
    expect(undone[0]?.input).toEqual({ kind: "annual", days: 2 });
    const rejected = done().vote("b", "budi", "REJECTED");
    expect(rejected.instance.jobs.every(({ kind }) => kind === "action")).toBe(true);
    const forced = done().must("forced", { outcome: "APPROVED", reason: "board" }, "admin");
    expect(forced.instance).toMatchObject({ state: "APPROVED" });
    expect(forced.instance.jobs.every(({ kind }) => kind === "action")).toBe(true);
  });

  test("what takes it back may fail: an incident after the end, tried again or left", () => {
    const s = new Scenario(spec).start({ days: 2 }).done("a").must("withdrawn", { reason: null }, "guru");
    expect(s.job("a")).toMatchObject({ kind: "compensation", state: "PENDING" });
    s.must("jobFailed", failed(s), null);
    expect(s.job("a")).toMatchObject({ state: "PENDING", attempt: 2 });
    s.must("jobFailed", failed(s, true), null);
    expect(s.instance).toMatchObject({ state: "WITHDRAWN", incidents: [{ code: "compensation_failed" }] });
    expect(s.refusal("incidentFailed", { stepId: 1 }, "admin")).toBe("workflow.wrong_state");
    s.must("incidentRetried", { stepId: 1 }, "admin").must("jobFailed", failed(s, true), null);
    s.must("incidentSkipped", { stepId: 1 }, "admin");
    expect(s.job("a").state).toBe("SKIPPED");
    expect(s.instance.incidents).toEqual([]);
    const fine = new Scenario(spec).start({ days: 2 }).done("a").must("withdrawn", { reason: null }, "guru").done("a");
    expect(fine.job("a").state).toBe("DONE");
  });

  test("done too late, after the cancelling, is taken back once", () => {
    const s = new Scenario(spec).start({ days: 2 }).must("cancelled", { reason: "ill" }, "admin");
    expect(s.job("a").state).toBe("CANCELLED");
    s.done("a");
    expect(s.instance.jobs.map(({ use, state }) => `${use} ${state}`)).toEqual([
      "balance.deduct DONE",
      "balance.restore PENDING",
    ]);
    s.done("a");
    expect(s.refusal("jobDone", { jobId: 1, data: {} }, null)).toBe("workflow.job_settled");
  });

  test("done too late in a branch, and not taken back again at the end", () => {
    const s = new Scenario(
      specOf({
        split: {
          type: "parallel",
          branches: { x: { start: "a" }, y: { start: "b" } },
          join: { kind: "ANY" },
          next: "c",
        },
        a: { ...deduct, next: "@join" },
        b: approvalOf("budi", "@join"),
        c: approvalOf("citra", "endApproved"),
      }),
    ).start({ days: 2 });
    s.vote("b", "budi", "APPROVED").done("a").must("cancelled", { reason: "ill" }, "admin");
    expect(s.instance.jobs.filter(({ kind }) => kind === "compensation")).toHaveLength(1);
  });

  test("an input that cannot be had is an incident, mended by a resubmitted or migrated request", () => {
    const s = new Scenario(
      specOf({ a: { ...deduct, with: { days: { cel: "request.days * 2.0" } } }, b: approvalOf("budi", "endApproved") }),
    ).start();
    expect(s.instance.incidents).toMatchObject([{ code: "expression_failed", stepId: 1 }]);
    s.must("subjectChanged", { subjectHash: "v2", data: { days: 2 } }, null).must(
      "incidentRetried",
      { stepId: 1 },
      "admin",
    );
    expect(s.job("a").input).toEqual({ days: 4 });
    const list = new Scenario(
      specOf({ a: { ...deduct, with: { days: { cel: "[1.0]" } } }, b: approvalOf("budi", "endApproved") }),
    ).start();
    expect(list.instance.incidents).toMatchObject([{ code: "expression_failed" }]);
    const range = { period: { type: "dateRange" as const } };
    const period = specOf(
      { a: { ...deduct, with: { period: { cel: "request.period" }, x: true } }, b: approvalOf("budi", "endApproved") },
      { fields: range },
    );
    const whole = { from: "2026-07-13", to: "2026-07-15" };
    expect(new Scenario(period).start({ period: whole }).job("a").input).toEqual({ period: whole, x: true });
  });
});

describe("incidents", () => {
  test("a loop without anything to wait for runs away, and is stopped", () => {
    const s = new Scenario(
      specOf({
        a: { type: "condition", cases: [{ when: "request.days > 1.0", to: "b" }], else: "endApproved" },
        b: { type: "condition", cases: [{ when: "true", to: "a" }], else: "endApproved" },
      }),
    ).start({ days: 2 });
    expect(s.instance).toMatchObject({ state: "INCIDENT", incidents: [{ code: "runaway" }] });
    expect(s.instance.steps).toHaveLength(501);
    expect(s.instance.steps.at(-1)?.state).toBe("WAITING");
    s.must("subjectChanged", { subjectHash: "v2", data: { days: 1 } }, null);
    s.must("incidentRetried", { stepId: 501 }, "admin");
    expect(s.state).toBe("APPROVED");
  });

  test("a condition that fails is no branch; retried, skipped to its else, or the end", () => {
    const spec = specOf({
      a: { type: "condition", cases: [{ when: "request.days + 1.0 > 5.0", to: "endRejected" }], else: "endApproved" },
    });
    const s = new Scenario(spec).start();
    expect(s.instance).toMatchObject({ state: "INCIDENT", incidents: [{ code: "expression_failed", stepId: 1 }] });
    expect(s.effects).toEqual([{ kind: "incident", stepId: 1 }]);
    s.must("incidentRetried", { stepId: 1 }, "admin");
    expect(s.state).toBe("INCIDENT");
    s.must("incidentSkipped", { stepId: 1 }, "admin");
    expect(s.state).toBe("APPROVED");
    const failed = new Scenario(spec).start().must("incidentFailed", { stepId: 1 }, "admin");
    expect(failed.lines().slice(-2)).toEqual(["a: FAILED (failed)", "= FAILED (expression_failed)"]);
  });

  test("other branches go on while one is stuck", () => {
    const s = new Scenario(
      specOf({
        split: { type: "parallel", branches: { x: { start: "a" }, y: { start: "b" } }, next: "endApproved" },
        a: { type: "subflow", workflow: "child", on: { APPROVED: "@join", REJECTED: "endRejected" } },
        b: approvalOf("budi", "@join"),
      }),
    ).start();
    s.must("subflowEnded", { jobId: s.job("a").id, outcome: "FAILED" }, null);
    expect(s.instance).toMatchObject({ state: "INCIDENT", incidents: [{ code: "subflow_failed", detail: "FAILED" }] });
    s.vote("b", "budi", "APPROVED");
    expect(s.state).toBe("INCIDENT");
    const stepId = s.run("a").id;
    expect(s.refusal("incidentSkipped", { stepId }, "admin")).toBe("workflow.cannot_skip");
    s.must("incidentRetried", { stepId }, "admin");
    expect(s.instance.jobs.map(({ id, state }) => `${id} ${state}`)).toEqual(["1 DONE", "2 PENDING"]);
    expect(s.refusal("subflowEnded", { jobId: 1, outcome: "APPROVED" }, null)).toBe("workflow.job_settled");
    expect(s.refusal("jobDone", { jobId: 2, data: {} }, null)).toBe("workflow.job_settled");
    s.must("jobFailed", { jobId: 2, attempt: 1, final: true, error: "inactive" }, null);
    s.must("stepForced", { stepId, outcome: "APPROVED", reason: "board" }, "admin");
    expect(s.state).toBe("APPROVED");
  });

  test.each([
    [
      "a notification",
      {
        a: {
          type: "notification",
          template: "t",
          to: [{ by: "expr", expr: "[string(request.days + 1.0)]" }],
          next: "endApproved",
        },
      },
    ],
    [
      "a parallel step",
      {
        a: {
          type: "parallel",
          branches: { x: { start: "b", when: "request.days + 1.0 > 2.0" }, y: { start: "b" } },
          next: "endApproved",
        },
        b: approvalOf("budi", "@join"),
      },
    ],
  ])("%s that cannot be entered may be skipped", (_, steps) => {
    const s = new Scenario(specOf(steps as never)).start();
    expect(s.state).toBe("INCIDENT");
    s.must("incidentSkipped", { stepId: 1 }, "admin");
    expect(s.state).toBe("APPROVED");
  });

  test("a rule of an escalation that fails leaves those who were asked where they are", () => {
    const to = { by: "expr" as const, expr: "[string(request.days + 1.0)]" };
    const s = new Scenario(
      one({
        assign: [role("ani"), role("budi")],
        sla: { due: "P1D", escalate: [{ after: "P1D", do: "addApprover", to }] },
      }),
    );
    s.start().pass(dayMs + minuteMs);
    expect(s.instance.incidents).toMatchObject([{ code: "expression_failed" }]);
    s.vote("a", "budi", "APPROVED");
    expect(s.state).toBe("INCIDENT");
    s.must("incidentRetried", { stepId: 1 }, "admin");
    expect(s.state).toBe("RUNNING");
    s.vote("a", "ani", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });

  test("a rule that names no person is an incident", () => {
    const s = new Scenario(one({ assign: [{ by: "expr", expr: "[1.0, 2.0]" }] })).start();
    expect(s.instance.incidents).toMatchObject([{ code: "expression_failed" }]);
    const nobody = new Scenario(one({ assign: [{ by: "expr", expr: "request.kind" }] })).start();
    expect(nobody.instance.incidents).toMatchObject([{ code: "no_approver" }]);
  });
});

describe("notifications", () => {
  test("tell each once, and nobody where there is nobody", () => {
    const s = new Scenario(
      specOf({
        a: {
          type: "notification",
          template: "told",
          to: ["@requester", "@field:person", role("ani"), role("guru")],
          next: "b",
        },
        b: { type: "notification", template: "told", to: ["@field:person"], next: "endApproved" },
      }),
    ).start({ person: "dewi" });
    expect(s.effects[0]).toEqual({ kind: "notify", stepId: 1, template: "told", userIds: ["guru", "dewi", "ani"] });
    const none = new Scenario(
      specOf({ a: { type: "notification", template: "told", to: ["@field:person"], next: "endApproved" } }),
    ).start();
    expect(none.effects).toEqual([{ kind: "ended" }]);
  });
});
