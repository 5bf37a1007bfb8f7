import { describe, expect, test } from "vitest";
import { approvalOf, hourMs, Scenario, specOf } from "./scenario.fixture.ts";

const dayMs = 24 * hourMs;

describe("waiting", () => {
  const waiting = specOf({
    a: {
      type: "wait",
      for: [
        { message: "paid", to: "endApproved" },
        { message: "refused", to: "endRejected" },
        { until: "P2D", to: "late" },
      ],
    },
    late: { type: "end", outcome: "EXPIRED" },
  });

  test("wcp-16 deferred choice: a message wins, and the others close with it", () => {
    const s = new Scenario(waiting).start();
    s.lines();
    s.must("messageArrived", { name: "paid", key: "1" }, null);
    expect(s.lines()).toEqual(["a: message paid", "a: DONE", "= APPROVED"]);
    expect(s.timer("a", "until", 2).state).toBe("CANCELLED");
    expect(s.refusal("messageArrived", { name: "refused", key: "2" }, null)).toBe("workflow.wrong_state");
    expect(s.refusal("timerFired", { timerId: s.timer("a", "until", 2).id }, null)).toBe("workflow.timer_spent");
  });

  test("wcp-16 deferred choice: the time wins", () => {
    const s = new Scenario(waiting).start().pass(2 * dayMs);
    expect(s.state).toBe("EXPIRED");
    expect(s.refusal("messageArrived", { name: "paid", key: "1" }, null)).toBe("workflow.wrong_state");
  });

  test("wcp-18 milestone: withdrawn only before a step has begun", () => {
    const spec = specOf(
      {
        a: approvalOf("ani", "b"),
        b: {
          ...approvalOf("budi", "endApproved"),
          on: { APPROVED: "endApproved", REJECTED: "endRejected", RETURNED: "@requester" },
        },
      },
      { withdrawUntil: ["b"] },
    );
    const early = new Scenario(spec).start();
    expect(early.refusal("withdrawn", { reason: null }, "ani")).toBe("workflow.not_requester");
    early.lines();
    early.must("withdrawn", { reason: "not ill any more" }, "guru");
    expect(early.lines()).toEqual(["a: CANCELLED (cancelled)", "= WITHDRAWN (not ill any more)"]);
    const late = new Scenario(spec).start().vote("a", "ani", "APPROVED");
    expect(late.refusal("withdrawn", { reason: null }, "guru")).toBe("workflow.milestone_passed");
    late.must("returned", { seatId: late.seat("b", "budi").id, to: "@requester", comment: "why?" }, "budi");
    late.must("withdrawn", { reason: null }, "guru");
    expect(late.state).toBe("WITHDRAWN");
  });

  test("wcp-24 persistent trigger: a message that comes early is kept, and used once", () => {
    const s = new Scenario(
      specOf({
        a: approvalOf("ani", "b"),
        b: { type: "wait", for: [{ message: "paid", to: "c" }] },
        c: { type: "wait", for: [{ message: "paid", to: "endApproved" }] },
      }),
    ).start();
    s.lines();
    s.must("messageArrived", { name: "paid", key: "1" }, null);
    expect(s.lines()).toEqual(["kept message paid"]);
    expect(s.refusal("messageArrived", { name: "paid", key: "1" }, null)).toBe("workflow.message_repeated");
    expect(s.refusal("messageArrived", { name: "lost", key: "1" }, null)).toBe("workflow.message_unknown");
    s.vote("a", "ani", "APPROVED");
    expect(s.lines()).toEqual(["a: ani APPROVED", "a: APPROVED", "→ b", "b: message paid", "b: DONE", "→ c"]);
    s.must("messageArrived", { name: "paid", key: "2" }, null);
    expect(s.state).toBe("APPROVED");
    expect(s.instance.messages.map(({ usedBy }) => usedBy)).toEqual([s.run("b").id, s.run("c").id]);
  });
});

describe("workflows within workflows", () => {
  const parent = specOf({
    a: {
      type: "subflow",
      workflow: "budget",
      with: { days: { cel: "request.days * 2.0" }, kind: "x" },
      on: { APPROVED: "b", REJECTED: "endRejected", OTHER: "c" },
    },
    b: approvalOf("budi", "endApproved"),
    c: approvalOf("citra", "endApproved"),
  });

  test.each([
    ["APPROVED", ["a: subflow budget DONE", "a: APPROVED", "→ b", "b: ask budi [assign.0]"]],
    ["REJECTED", ["a: subflow budget DONE", "a: REJECTED", "= REJECTED"]],
    ["WITHDRAWN", ["a: subflow budget DONE", "a: CANCELLED", "→ c", "c: ask citra [assign.0]"]],
  ] as const)("wcp-22 recursion: the child ends %s", (outcome, lines) => {
    const s = new Scenario(parent).start({ days: 2 });
    expect(s.lines()).toEqual(["= RUNNING", "→ a", "a: subflow budget PENDING"]);
    expect(s.job("a").input).toEqual({ days: 4, kind: "x" });
    s.must("subflowEnded", { jobId: s.job("a").id, outcome }, null);
    expect(s.lines()).toEqual(lines);
  });

  test("wcp-22 recursion: eight deep and no deeper", () => {
    expect(new Scenario(parent).start({ days: 1 }, 7).state).toBe("RUNNING");
    const s = new Scenario(parent).start({ days: 1 }, 8);
    expect(s.state).toBe("INCIDENT");
    expect(s.instance.incidents).toMatchObject([{ code: "subflow_too_deep" }]);
  });
});
