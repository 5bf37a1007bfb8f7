import { describe, expect, test } from "vitest";
import { approvalOf, hourMs, monday, Scenario, specOf } from "./scenario.fixture.ts";
import { traceLine } from "./trace-entry.ts";

const dayMs = 24 * hourMs;
const role = (id: string) => ({ by: "role" as const, id });
const one = (parts: object) => specOf({ a: { ...approvalOf("ani", "endApproved"), ...parts } });
const timers = (s: Scenario) => s.instance.timers.map(({ kind, ordinal, state }) => `${kind} ${ordinal} ${state}`);

describe("clocks", () => {
  test("reminders, the due time, then the escalations, each once", () => {
    const s = new Scenario(
      one({
        sla: {
          due: "P2BD",
          remind: ["PT8BH"],
          escalate: [
            { after: "P2BD", do: "addApprover", to: role("boss") },
            { after: "P3D", do: "notify", to: role("boss") },
            { after: "P4BD", do: "remind" },
            { after: "P5D", do: "reject" },
          ],
        },
      }),
    ).start();
    s.pass(8 * hourMs);
    expect(s.effects).toEqual([{ kind: "asked", stepId: 1, seatIds: [1], why: "reminded" }]);
    s.pass(2 * dayMs - 8 * hourMs);
    expect(s.seat("a", "boss").openedBy).toBe("escalate.0");
    s.pass(dayMs);
    expect(s.effects).toEqual([{ kind: "notify", stepId: 1, template: "workflow.escalated", userIds: ["boss"] }]);
    s.vote("a", "boss", "APPROVED").pass(dayMs);
    expect(s.effects).toEqual([{ kind: "asked", stepId: 1, seatIds: [1], why: "escalated" }]);
    expect(s.refusal("timerFired", { timerId: s.timer("a", "due").id }, null)).toBe("workflow.timer_spent");
    s.lines();
    s.pass(dayMs);
    expect(s.lines()).toEqual(["a: REJECTED (escalation)", "= REJECTED"]);
    expect(timers(s).every((each) => each.endsWith("FIRED"))).toBe(true);
  });

  test("too early, and unknown, is nothing", () => {
    const s = new Scenario(one({ sla: { due: "PT1H" } })).start();
    expect(s.refusal("timerFired", { timerId: s.timer("a", "due").id }, null)).toBe("workflow.timer_early");
    expect(s.refusal("timerFired", { timerId: 99 }, null)).toBe("workflow.not_found");
    s.pass(hourMs);
    expect(s.effects).toEqual([{ kind: "overdue", stepId: 1 }]);
  });

  test.each([
    ["approve", undefined, "APPROVED"],
    ["expire", undefined, "EXPIRED"],
    ["expire", "endRejected", "REJECTED"],
  ])("in the end it may %s, to %s", (what, to, state) => {
    const on = { APPROVED: "endApproved", REJECTED: "endRejected", ...(to === undefined ? {} : { EXPIRED: to }) };
    const s = new Scenario(one({ on, sla: { due: "P1D", escalate: [{ after: "P1D", do: what }] } }))
      .start()
      .pass(dayMs);
    expect(s.state).toBe(state);
  });

  test("an escalation hands over what was not decided, if there is somebody to hand it to", () => {
    const sla = { due: "P1D", escalate: [{ after: "P1D", do: "reassign", to: role("boss") }] };
    const s = new Scenario(one({ assign: [role("ani"), role("budi")], sla })).start().vote("a", "budi", "APPROVED");
    s.pass(dayMs);
    expect(s.run("a").seats.map(({ userId, state }) => `${userId} ${state}`)).toEqual([
      "ani VOID",
      "budi APPROVED",
      "boss PENDING",
    ]);
    const nobody = new Scenario(one({ sla }));
    nobody.town.gone = new Set(["boss"]);
    nobody.start().pass(dayMs);
    expect(nobody.seat("a", "ani").state).toBe("PENDING");
  });

  test("by hand, before its time, as long as there is a next", () => {
    const sla = {
      due: "P1D",
      escalate: [
        { after: "P2D", do: "notify", to: role("nobody") },
        { after: "P1D", do: "remind" },
      ],
    };
    const s = new Scenario(one({ sla }));
    s.town.people["nobody"] = [];
    s.start();
    const stepId = s.run("a").id;
    s.must("escalated", { stepId }, "admin").must("escalated", { stepId }, "admin");
    expect(s.effects).toEqual([{ kind: "asked", stepId, seatIds: [1], why: "escalated" }]);
    expect(s.refusal("escalated", { stepId }, "admin")).toBe("workflow.nothing_to_escalate");
  });

  test("who asks the requester stops the clocks until the answer", () => {
    const s = new Scenario(one({ sla: { due: "P1D", remind: ["PT8BH"] } })).start();
    const { id: seatId } = s.seat("a", "ani");
    s.pass(2 * hourMs);
    expect(s.refusal("infoAsked", { seatId, question: " " }, "ani")).toBe("workflow.comment_required");
    s.must("infoAsked", { seatId, question: "why?" }, "ani");
    expect(s.timer("a", "due").left).toEqual({ ms: 22 * hourMs });
    expect(s.timer("a", "remind").left).toEqual({ businessMinutes: 6 * 60 });
    expect(s.refusal("infoAsked", { seatId, question: "and?" }, "ani")).toBe("workflow.info_already_asked");
    s.pass(5 * dayMs);
    const stepId = s.run("a").id;
    expect(s.refusal("infoGiven", { stepId, answer: "so" }, "ani")).toBe("workflow.not_requester");
    s.must("infoGiven", { stepId, answer: "so" }, "guru");
    expect(s.effects).toEqual([{ kind: "infoGiven", stepId, seatId }]);
    expect(s.refusal("infoGiven", { stepId, answer: "so" }, "guru")).toBe("workflow.info_not_asked");
    expect(s.timer("a", "due").dueAt).toBe(s.now + 22 * hourMs);
    expect(s.timer("a", "remind").dueAt).toBe(s.now + 6 * hourMs);
    expect(s.lines()).toEqual(expect.arrayContaining(['a: asks "why?"', 'a: answered "so"']));
  });

  test("who has asked and goes, or decides, waits for no answer", () => {
    const s = new Scenario(one({ assign: [role("ani"), role("budi")], sla: { due: "P1D" } })).start();
    s.must("infoAsked", { seatId: s.seat("a", "ani").id, question: "why?" }, "ani");
    s.vote("a", "ani", "APPROVED");
    expect(s.timer("a", "due").left).toBeNull();
    const { id: seatId } = s.seat("a", "ani");
    expect(s.refusal("infoAsked", { seatId, question: "why?" }, "ani")).toBe("workflow.already_decided");
    const gone = new Scenario(one({ assign: [role("ani"), role("budi")], sla: { due: "P1D" } })).start();
    gone.must("infoAsked", { seatId: gone.seat("a", "ani").id, question: "why?" }, "ani");
    gone.town.gone = new Set(["ani"]);
    gone.must("seatVoided", { seatId: gone.seat("a", "ani").id, reason: "left" }, null);
    expect(gone.run("a").infoAsked).toBeNull();
  });

  test("a wait for a date of the request, for a local time, and for an instant", () => {
    const until = (cel: string) => specOf({ a: { type: "wait", for: [{ until: { cel }, to: "endApproved" }] } });
    const date = new Scenario(until("request.until")).start({ until: "2026-07-20" });
    expect(date.timer("a", "until").dueAt).toBe(Date.UTC(2026, 6, 19, 17));
    const instant = new Scenario(until("'2026-07-20T08:00:00Z'")).start();
    expect(instant.timer("a", "until").dueAt).toBe(Date.UTC(2026, 6, 20, 8));
    const local = new Scenario(until("'2026-07-20T08:00'")).start();
    expect(local.timer("a", "until").dueAt).toBe(Date.UTC(2026, 6, 20, 1));
    const never = new Scenario(until("request.kind")).start({ kind: "some day" });
    expect(never.instance.incidents).toMatchObject([{ code: "expression_failed" }]);
    expect(never.refusal("incidentSkipped", { stepId: 1 }, "admin")).toBe("workflow.cannot_skip");
  });
});

describe("suspended", () => {
  test("everything stands still, and goes on with what was left; a date stays where it is", () => {
    const s = new Scenario(
      specOf({
        split: {
          type: "parallel",
          branches: { x: { start: "a" }, y: { start: "w" }, z: { start: "j" } },
          next: "endApproved",
        },
        a: approvalOf("ani", "@join", { sla: { due: "P2BD" } }),
        w: {
          type: "wait",
          for: [
            { message: "m", to: "@join" },
            { until: { cel: "request.until" }, to: "@join" },
          ],
        },
        j: { type: "action", use: "balance.deduct", next: "@join" },
      }),
    ).start({ until: "2026-07-14" });
    s.pass(hourMs).must("suspended", { reason: "audit" }, "admin");
    expect(s.refusal("suspended", { reason: "audit" }, "admin")).toBe("workflow.wrong_state");
    expect(s.refusal("decided", s.voteOf("a", "ani", "APPROVED"), "ani")).toBe("workflow.step_closed");
    const until = s.timer("w", "until", 1);
    expect(until.left).toEqual({ at: until.dueAt });
    s.pass(3 * dayMs);
    expect(s.refusal("timerFired", { timerId: until.id }, null)).toBe("workflow.timer_spent");
    s.done("j").must("messageArrived", { name: "m", key: "1" }, null);
    expect(s.run("j").state).toBe("ACTIVE");
    s.lines();
    s.must("resumed", {}, "admin");
    expect(s.lines()).toEqual([
      "= RUNNING",
      "w: message m",
      "w: DONE",
      "j: DONE",
      "split.y: JOINED",
      "split.z: JOINED",
    ]);
    expect(s.timer("a", "due").dueAt).toBe(s.now + 47 * hourMs);
    s.vote("a", "ani", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });

  test("what the requester had stays theirs, and a question stays open", () => {
    const s = new Scenario(
      one({
        sla: { due: "P1D" },
        on: { APPROVED: "endApproved", REJECTED: "endRejected", RETURNED: "@requester" },
      }),
    ).start();
    s.must("infoAsked", { seatId: s.seat("a", "ani").id, question: "why?" }, "ani");
    s.must("suspended", { reason: "r" }, "admin").must("resumed", {}, "admin");
    expect(s.timer("a", "due").left).toEqual({ ms: dayMs });
    s.must("returned", { seatId: s.seat("a", "ani").id, to: "@requester", comment: "c" }, "ani");
    s.must("suspended", { reason: "r" }, "admin").must("resumed", {}, "admin");
    expect(s.state).toBe("RETURNED");
  });

  test("the subject changed in the meantime", () => {
    const s = new Scenario(one({ onSubjectChange: "RESTART_STEP" }))
      .start()
      .must("suspended", { reason: "r" }, "admin");
    s.must("subjectChanged", { subjectHash: "v2", data: {} }, null);
    expect(s.run("a").round).toBe(1);
    s.must("resumed", {}, "admin");
    expect(s.run("a")).toMatchObject({ round: 2, subjectHash: "v2" });
  });
});

test("a line says what a clock does, and that somebody acts for another", () => {
  const of = { stepId: 1, key: "a" };
  const due = { ...of, what: "timer" as const, kind: "due" as const, ordinal: 0, dueAt: monday };
  expect(traceLine({ ...due, state: "ARMED" })).toBe("a: due 0 ARMED for 2026-07-13T00:00:00.000Z");
  expect(traceLine({ ...due, state: "FIRED" })).toBe("a: due 0 FIRED");
  const asked = { ...of, what: "asked" as const, seatId: 1, userId: "ani", openedBy: "added" as const };
  expect(traceLine({ ...asked, delegateId: "eko" })).toBe("a: ask ani or eko [added]");
});
