import { describe, expect, test } from "vitest";
import { approvalOf, Scenario, specOf } from "./scenario.fixture.ts";

describe("loops and ends", () => {
  const revised = (parts: object = {}) =>
    specOf(
      {
        a: approvalOf("ani", "b"),
        b: {
          ...approvalOf("budi", "endApproved"),
          on: { APPROVED: "endApproved", REJECTED: "endRejected", RETURNED: "@requester" },
        },
      },
      parts,
    );

  test("wcp-10 arbitrary cycle: back to an earlier step, in a round of its own", () => {
    const s = new Scenario(revised()).start().vote("a", "ani", "APPROVED");
    s.lines();
    s.must("returned", { seatId: s.seat("b", "budi").id, to: "a", comment: "look again" }, "budi");
    expect(s.lines()).toEqual(["b: RETURNED (returned)", "→ a (2)", "a: ask ani [assign.0]"]);
    expect(s.instance).toMatchObject({ state: "RUNNING", round: 2, revisions: 1 });
    s.vote("a", "ani", "APPROVED").vote("b", "budi", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });

  test("wcp-21 structured loop: revised until it is good, and rejected when that is too often", () => {
    const s = new Scenario(revised({ maxRevisions: 2 })).start();
    const sendBack = () =>
      s.must("returned", { seatId: s.seat("b", "budi").id, to: "@requester", comment: "why?" }, "budi");
    s.vote("a", "ani", "APPROVED");
    s.lines();
    sendBack();
    expect(s.lines()).toEqual(["b: RETURNED (returned)", "= RETURNED (why?)"]);
    s.must("resubmitted", { data: { days: 2 }, subjectHash: "v2" }, "guru");
    expect(s.lines()).toEqual(["= RUNNING", "→ b (2)", "b: ask budi [assign.0]"]);
    expect(s.instance).toMatchObject({ round: 2, revisions: 1, data: { days: 2 }, subjectHash: "v2" });
    sendBack();
    s.must("resubmitted", { data: { days: 1 }, subjectHash: "v3" }, "guru");
    s.lines();
    sendBack();
    expect(s.lines()).toEqual(["b: RETURNED (returned)", "= REJECTED (maxRevisions)"]);
  });

  test("wcp-21 structured loop: a definition may want the whole way again", () => {
    const s = new Scenario(revised({ resubmitTo: "START" })).start().vote("a", "ani", "APPROVED");
    s.must("returned", { seatId: s.seat("b", "budi").id, to: "@requester", comment: "why?" }, "budi");
    s.lines();
    s.must("resubmitted", { data: {}, subjectHash: "v2" }, "guru");
    expect(s.lines()).toEqual(["= RUNNING", "→ a (2)", "a: ask ani [assign.0]"]);
  });

  test("wcp-11 implicit termination: it ends when nothing lives in it any more", () => {
    const s = new Scenario(
      specOf({
        split: {
          type: "parallel",
          branches: { x: { start: "a" }, y: { start: "b" } },
          join: { kind: "ANY", others: "RECORD" },
          next: "c",
        },
        a: approvalOf("ani", "@join"),
        b: approvalOf("budi", "@join"),
        c: approvalOf("citra", "endApproved"),
      }),
    ).start();
    s.vote("a", "ani", "APPROVED");
    s.lines();
    s.must("stepCancelled", { stepId: s.run("c").id, reason: "not needed" }, "admin");
    expect(s.lines()).toEqual(["c: CANCELLED (cancelled)"]);
    expect(s.state).toBe("RUNNING");
    s.vote("b", "budi", "APPROVED");
    expect(s.lines()).toEqual(["b: budi APPROVED", "b: APPROVED", "split.y: LATE", "= CANCELLED"]);
  });

  test("wcp-43 explicit termination: an end anywhere cancels all that lives", () => {
    const s = new Scenario(
      specOf({
        split: { type: "parallel", branches: { x: { start: "a" }, y: { start: "b" } }, next: "endApproved" },
        a: approvalOf("ani", "stop"),
        b: { type: "action", use: "balance.deduct", next: "@join" },
        stop: { type: "end", outcome: "EXPIRED" },
      }),
    ).start();
    s.lines();
    s.vote("a", "ani", "APPROVED");
    expect(s.lines()).toEqual([
      "a: ani APPROVED",
      "a: APPROVED",
      "→ stop",
      "stop: DONE",
      "split: CANCELLED (cancelled)",
      "b: action balance.deduct CANCELLED",
      "b: CANCELLED (cancelled)",
      "= EXPIRED",
    ]);
    expect(s.effects).toContainEqual({ kind: "jobCancelled", jobId: s.job("b").id });
  });
});

describe("several seats", () => {
  const seats = (assign: readonly string[], parts: object = {}) =>
    specOf({
      a: {
        ...approvalOf("", "endApproved"),
        assign: assign.map((id) => ({ by: "role" as const, id })),
        ...parts,
      },
    });

  test("wcp-13 seats fixed by the definition", () => {
    const s = new Scenario(seats(["ani", "budi", "citra"])).start();
    expect(s.lines().slice(2)).toEqual(["a: ask ani [assign.0]", "a: ask budi [assign.1]", "a: ask citra [assign.2]"]);
    s.vote("a", "ani", "APPROVED").vote("a", "citra", "APPROVED");
    expect(s.state).toBe("RUNNING");
    s.vote("a", "budi", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });

  test("wcp-14 seats from the data of the request", () => {
    const spec = specOf({
      a: {
        ...approvalOf("", "endApproved"),
        assign: [
          { by: "field", id: "person" },
          { by: "expr", expr: "request.days > 5.0 ? ['budi', 'citra'] : ['dewi']" },
        ],
      },
    });
    const s = new Scenario(spec).start({ person: "ani", days: 6 });
    expect(s.lines().slice(2)).toEqual(["a: ask ani [assign.0]", "a: ask budi [assign.1]", "a: ask citra [assign.1]"]);
    const t = new Scenario(spec).start({ days: 2 });
    expect(t.lines().slice(2)).toEqual(["a: ask dewi [assign.1]"]);
  });

  test("wcp-15 a seat that is added while the step is open", () => {
    const s = new Scenario(seats(["ani"])).start();
    s.lines();
    s.must("approverAdded", { stepId: s.run("a").id, userId: "budi", weight: 2 }, "admin");
    expect(s.lines()).toEqual(["a: ask budi [added]"]);
    s.vote("a", "ani", "APPROVED");
    expect(s.state).toBe("RUNNING");
    s.vote("a", "budi", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });

  test("wcp-34 static partial join: two of three, the third may still record nothing", () => {
    const s = new Scenario(seats(["ani", "budi", "citra"], { strategy: { kind: "QUORUM", count: 2 } })).start();
    s.vote("a", "ani", "APPROVED");
    s.lines();
    s.vote("a", "citra", "APPROVED");
    expect(s.lines()).toEqual(["a: citra APPROVED", "a: APPROVED", "= APPROVED"]);
    expect(s.seat("a", "budi").state).toBe("NOT_REQUIRED");
  });

  test("wcp-35 cancelling partial join: who is not needed any more is told so", () => {
    const s = new Scenario(seats(["ani", "budi", "citra"], { strategy: { kind: "ANY" } })).start();
    s.vote("a", "budi", "APPROVED");
    const seatIds = [s.seat("a", "ani").id, s.seat("a", "citra").id];
    expect(s.effects).toContainEqual({ kind: "released", stepId: s.run("a").id, seatIds });
    expect(s.refusal("decided", s.voteOf("a", "ani", "REJECTED"), "ani")).toBe("workflow.step_closed");
  });

  test("wcp-36 dynamic partial join: a seat that is added counts", () => {
    const s = new Scenario(seats(["ani", "budi"], { strategy: { kind: "MAJORITY" } })).start();
    s.must("approverAdded", { stepId: s.run("a").id, userId: "citra", weight: 1 }, "admin");
    s.vote("a", "ani", "APPROVED");
    expect(s.state).toBe("RUNNING");
    s.vote("a", "citra", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });
});

describe("cancelling and forcing", () => {
  const work = specOf({
    split: { type: "parallel", branches: { x: { start: "a" }, y: { start: "b" } }, next: "c" },
    a: approvalOf("ani", "a2", { sla: { due: "P1D", remind: ["PT4H"] } }),
    a2: approvalOf("ani", "@join"),
    b: { type: "action", use: "balance.deduct", next: "@join" },
    c: approvalOf("citra", "endApproved"),
  });

  test("wcp-19 cancel task: its branch goes with it, and the join waits for one less", () => {
    const s = new Scenario(work).start();
    s.lines();
    s.must("stepCancelled", { stepId: s.run("a").id, reason: "twice" }, "admin");
    expect(s.lines()).toEqual(["a: CANCELLED (cancelled)", "split.x: CANCELLED"]);
    expect(s.instance.timers.every(({ state }) => state === "CANCELLED")).toBe(true);
    s.done("b");
    expect(s.lines()).toEqual([
      "b: action balance.deduct DONE",
      "b: DONE",
      "split.y: JOINED",
      "split: DONE",
      "→ c",
      "c: ask citra [assign.0]",
    ]);
  });

  test("wcp-20 cancel case: seats, clocks and jobs die with it", () => {
    const s = new Scenario(work).start();
    s.lines();
    s.must("cancelled", { reason: "wrong form" }, "admin");
    expect(s.lines()).toEqual([
      "split: CANCELLED (cancelled)",
      "a: CANCELLED (cancelled)",
      "b: action balance.deduct CANCELLED",
      "b: CANCELLED (cancelled)",
      "= CANCELLED (wrong form)",
    ]);
    expect(s.instance.timers.map(({ state }) => state)).toEqual(["CANCELLED", "CANCELLED"]);
    expect(s.effects.map(({ kind }) => kind)).toEqual(["released", "jobCancelled", "ended"]);
  });

  test("wcp-25 cancel region: a branch goes with all that lives in it", () => {
    const s = new Scenario(work).start();
    s.vote("a", "ani", "APPROVED");
    s.lines();
    s.must("branchCancelled", { stepId: s.run("split").id, branch: "x", reason: "not needed" }, "admin");
    expect(s.lines()).toEqual(["a2: CANCELLED (cancelled)", "split.x: CANCELLED"]);
    s.must("branchCancelled", { stepId: s.run("split").id, branch: "y", reason: "not needed" }, "admin");
    expect(s.lines()).toEqual([
      "b: action balance.deduct CANCELLED",
      "b: CANCELLED (cancelled)",
      "split.y: CANCELLED",
      "split: CANCELLED (cancelled)",
      "= CANCELLED",
    ]);
  });

  test("wcp-25 cancel region: a parallel step that loses all of its branches is one branch less of the one around it", () => {
    const s = new Scenario(
      specOf({
        outer: { type: "parallel", branches: { x: { start: "inner" }, y: { start: "b" } }, next: "endApproved" },
        inner: { type: "parallel", branches: { p: { start: "a" }, q: { start: "c" } }, next: "@join" },
        a: approvalOf("ani", "@join"),
        c: approvalOf("citra", "@join"),
        b: approvalOf("budi", "@join"),
      }),
    ).start();
    s.lines();
    s.must("branchCancelled", { stepId: s.run("inner").id, branch: "p", reason: "moot" }, "admin");
    expect(s.lines()).toEqual(["a: CANCELLED (cancelled)", "inner.p: CANCELLED"]);
    s.must("stepCancelled", { stepId: s.run("c").id, reason: "moot" }, "admin");
    expect(s.lines()).toEqual([
      "c: CANCELLED (cancelled)",
      "inner.q: CANCELLED",
      "inner: CANCELLED (cancelled)",
      "outer.x: CANCELLED",
    ]);
    s.vote("b", "budi", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });

  test("wcp-25 cancel region: a branch that was late already is only gone", () => {
    const s = new Scenario(
      specOf({
        split: {
          type: "parallel",
          branches: { x: { start: "a" }, y: { start: "b" } },
          join: { kind: "ANY", others: "RECORD" },
          next: "c",
        },
        a: approvalOf("ani", "@join"),
        b: approvalOf("budi", "@join"),
        c: approvalOf("citra", "endApproved"),
      }),
    ).start();
    s.vote("a", "ani", "APPROVED");
    s.lines();
    s.must("branchCancelled", { stepId: s.run("split").id, branch: "y", reason: "moot" }, "admin");
    expect(s.lines()).toEqual(["b: CANCELLED (cancelled)", "split.y: CANCELLED"]);
    expect(s.refusal("branchCancelled", { stepId: s.run("split").id, branch: "y", reason: "moot" }, "admin")).toBe(
      "workflow.step_closed",
    );
    expect(s.state).toBe("RUNNING");
  });

  test("wcp-26 cancel a step of several seats: all of them are closed", () => {
    const s = new Scenario(
      specOf({
        split: { type: "parallel", branches: { x: { start: "a" }, y: { start: "b" } }, next: "endApproved" },
        a: {
          ...approvalOf("ani", "@join"),
          assign: [
            { by: "role", id: "ani" },
            { by: "role", id: "budi" },
          ],
        },
        b: approvalOf("citra", "@join"),
      }),
    ).start();
    s.vote("a", "ani", "APPROVED");
    s.must("stepCancelled", { stepId: s.run("a").id, reason: "moot" }, "admin");
    expect(s.run("a").seats.map(({ state }) => state)).toEqual(["APPROVED", "NOT_REQUIRED"]);
    s.vote("b", "citra", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });

  test("wcp-27 complete a step of several seats: it leads on without those who have not spoken", () => {
    const s = new Scenario(work).start();
    s.lines();
    s.must("stepForced", { stepId: s.run("a").id, outcome: "APPROVED", reason: "urgent" }, "admin");
    expect(s.lines()).toEqual(["a: APPROVED (forced)", "→ a2", "a2: ask ani [assign.0]"]);
    expect(s.refusal("stepForced", { stepId: s.run("a").id, outcome: "APPROVED", reason: "" }, "admin")).toBe(
      "workflow.step_closed",
    );
    expect(s.refusal("stepForced", { stepId: s.run("b").id, outcome: "APPROVED", reason: "" }, "admin")).toBe(
      "workflow.wrong_step",
    );
  });
});
