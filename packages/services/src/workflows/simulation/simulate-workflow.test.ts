import {
  simulatedCommandsSchema,
  type WorkflowData,
  type WorkflowSpecInput,
  workflowSpecSchema,
} from "@gloria/contracts";
import { describe, expect, test } from "vitest";
import { traceLine } from "../engine/trace-entry.ts";
import { plainWorld } from "./plain-world.ts";
import { simulateWorkflow } from "./simulate-workflow.ts";

/** Monday, nine o'clock in Jakarta. */
const at = Date.UTC(2026, 6, 13, 2);

function simulated(steps: WorkflowSpecInput["steps"], commands?: readonly object[], data: WorkflowData = {}) {
  const start = Object.keys(steps)[0] ?? "";
  const fields = { who: "person" as const };
  const spec = workflowSpecSchema.parse({ schema: 1, key: "probe", subject: "probe", fields, start, steps });
  const told = commands === undefined ? {} : { commands: simulatedCommandsSchema.parse(commands) };
  const { trace, ...answer } = simulateWorkflow(spec, { data, ...told, at });
  const lines = trace.flatMap(({ entry }) => (entry.what === "timer" ? [] : traceLine(entry)));
  return { ...answer, lines, trace };
}

const approval = (to: string, parts: object = {}) => ({
  type: "approval" as const,
  assign: [{ by: "role" as const, id: "HEAD" }],
  strategy: { kind: "ALL" as const },
  on: { APPROVED: to, REJECTED: "endRejected", RETURNED: "@requester" },
  ...parts,
});

describe("left to itself", () => {
  test("everybody approves, actions succeed, children are approved, and time passes", () => {
    const { state, lines, trace } = simulated({
      a: approval("b"),
      b: { type: "action", use: "balance.deduct", next: "c" },
      c: { type: "subflow", workflow: "child", on: { APPROVED: "d", REJECTED: "endRejected" } },
      d: { type: "wait", for: [{ until: "PT8BH", to: "endApproved" }] },
    });
    expect(state).toBe("APPROVED");
    expect(lines).toContain("a: role:HEAD APPROVED");
    expect(lines).toContain("c: subflow child DONE");
    // Six hours are left of Monday, and the rest is Tuesday's.
    expect(trace.at(-1)?.at).toBe(Date.UTC(2026, 6, 14, 2));
  });

  test("stops where only a message helps, and where it would go on for ever", () => {
    const waiting = simulated({ a: { type: "wait", for: [{ message: "paid", to: "endApproved" }] } });
    expect(waiting).toMatchObject({ state: "RUNNING", waiting: [{ step: "a", asked: [] }], endless: false });
    expect(simulated({ a: approval("a") })).toMatchObject({ state: "RUNNING", endless: true });
  });
});

describe("told what happens", () => {
  test("votes, returns and resubmits", () => {
    const two = {
      assign: [
        { by: "role", id: "HEAD" },
        { by: "department", id: "HR" },
      ],
    };
    const commands = [
      { step: "a", decision: "APPROVED", by: "department:HR:head" },
      { step: "a", decision: "RETURNED", comment: "why?" },
      { resubmit: { who: "ani" } },
      { step: "a", decision: "APPROVED" },
      { step: "a", decision: "REJECTED", comment: "no" },
    ];
    const { state, lines, refused } = simulated({ a: approval("endApproved", two) }, commands);
    expect({ state, refused }).toEqual({ state: "REJECTED", refused: null });
    expect(lines).toContain("= RETURNED (why?)");
  });

  test("messages, time, and what actions and children come to", () => {
    const steps: WorkflowSpecInput["steps"] = {
      a: {
        type: "wait",
        for: [
          { message: "paid", to: "b" },
          { until: "P2BD", to: "endRejected" },
        ],
      },
      b: { type: "subflow", workflow: "child", on: { APPROVED: "c", REJECTED: "c" } },
      c: { type: "action", use: "balance.deduct", next: "endApproved" },
    };
    const ending = [
      { step: "b", outcome: "REJECTED" },
      { step: "c", fails: "no balance" },
    ];
    const paid = simulated(steps, [{ message: "paid" }, ...ending]);
    expect(paid.state).toBe("INCIDENT");
    expect(paid.lines).toEqual(expect.arrayContaining(["b: REJECTED", "c: incident action_failed: no balance"]));
    expect(simulated(steps, [{ wait: "P2BD" }]).state).toBe("REJECTED");
    expect(simulated(steps, [{ wait: "P1D" }]).state).toBe("RUNNING");
  });

  test("withdrawn or cancelled, and what was done is taken back", () => {
    const steps: WorkflowSpecInput["steps"] = {
      a: { type: "action", use: "balance.deduct", onCancel: "balance.restore", next: "b" },
      b: approval("endApproved"),
    };
    const withdrawn = simulated(steps, [{ withdraw: "well again" }]);
    expect(withdrawn.lines).toContain("a: compensation balance.restore DONE");
    expect(simulated(steps, [{ cancel: "twice" }]).state).toBe("CANCELLED");
  });

  test.each([
    [{ step: "b", decision: "APPROVED" }, "workflow.step_closed"],
    [{ step: "a", decision: "APPROVED", by: "nobody" }, "workflow.not_assignee"],
    [{ step: "a", decision: "RETURNED", by: "nobody" }, "workflow.not_assignee"],
    [{ message: "paid" }, "workflow.message_unknown"],
    [{ resubmit: {} }, "workflow.wrong_state"],
  ])("%j is refused, and nothing after it is done", (command, code) => {
    const { refused, state } = simulated({ a: approval("endApproved") }, [command, { cancel: "x" }]);
    expect({ refused, state }).toEqual({ refused: { command: 0, code }, state: "RUNNING" });
  });
});

describe("the world of paper", () => {
  test("calls people after what they hold", () => {
    const assign = [
      { by: "user", id: "0197f6f0-0000-7000-8000-000000000001" },
      { by: "position", id: "KEPSEK" },
      { by: "department", id: "HR", role: "members" },
      { by: "managerChain", levels: 2 },
      { by: "managerChain", untilGrade: 9, of: "@field:who" },
      { by: "field", id: "who" },
      { by: "expr", expr: "['eko']" },
    ];
    const { waiting } = simulated({ a: approval("endApproved", { assign }) }, [], { who: "requester" });
    expect(waiting[0]?.asked).toEqual([
      "0197f6f0-0000-7000-8000-000000000001",
      "position:KEPSEK",
      "department:HR:members",
      "manager:2 of @requester",
      "manager:grade 9 of @field:who",
      "manager of requester",
      "eko",
    ]);
  });

  test("knows the time", () => {
    const { answer } = plainWorld();
    const calendar = "@school";
    expect(answer({ kind: "remaining", at, dueAt: at + 3_600_000, calendar })).toEqual({ businessMinutes: 60 });
    expect(answer({ kind: "dueLeft", from: at, businessMinutes: 60, calendar })).toEqual({ at: at + 3_600_000 });
    expect(answer({ kind: "instant", text: "2026-07-13", calendar })).toEqual({ at: Date.UTC(2026, 6, 12, 17) });
    expect(answer({ kind: "instant", text: "2026-07-13T09:00", calendar })).toEqual({ at });
    expect(answer({ kind: "delegates", userId: "ani", schoolId: null, data: {}, definitiveOnly: false })).toEqual({
      delegateIds: [],
    });
    const never = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
    const closed = plainWorld({ zone: "Asia/Jakarta", week: never, holidays: [], exceptions: [] });
    expect(() => closed.answer({ kind: "due", from: at, duration: "P1BD", calendar })).toThrow("no business time");
  });
});
