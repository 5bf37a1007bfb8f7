import { describe, expect, test } from "vitest";
import { approvalOf, Scenario, specOf } from "./scenario.fixture.ts";

describe("branching and joining", () => {
  test("wcp-01 sequence", () => {
    const s = new Scenario(specOf({ a: approvalOf("ani", "b"), b: approvalOf("budi", "endApproved") })).start();
    expect(s.lines()).toEqual(["= RUNNING", "→ a", "a: ask ani [assign.0]"]);
    s.vote("a", "ani", "APPROVED");
    expect(s.lines()).toEqual(["a: ani APPROVED", "a: APPROVED", "→ b", "b: ask budi [assign.0]"]);
    s.vote("b", "budi", "APPROVED");
    expect(s.lines()).toEqual(["b: budi APPROVED", "b: APPROVED", "= APPROVED"]);
  });

  const both = specOf({
    split: {
      type: "parallel",
      branches: { left: { start: "a" }, right: { start: "b" } },
      next: "c",
    },
    a: approvalOf("ani", "@join"),
    b: approvalOf("budi", "@join"),
    c: approvalOf("citra", "endApproved"),
  });

  test.each([
    ["left first", ["a", "b"]],
    ["right first", ["b", "a"]],
  ])("wcp-02 wcp-03 parallel split and join, %s", (_, order) => {
    const who: Readonly<Record<string, string>> = { a: "ani", b: "budi" };
    const branch: Readonly<Record<string, string>> = { a: "left", b: "right" };
    const [first = "", second = ""] = order;
    const s = new Scenario(both).start();
    expect(s.lines()).toEqual([
      "= RUNNING",
      "→ split",
      "→ a",
      "a: ask ani [assign.0]",
      "→ b",
      "b: ask budi [assign.0]",
    ]);
    s.vote(first, who[first] ?? "", "APPROVED");
    expect(s.lines()).toEqual([
      `${first}: ${who[first]} APPROVED`,
      `${first}: APPROVED`,
      `split.${branch[first]}: JOINED`,
    ]);
    s.vote(second, who[second] ?? "", "APPROVED");
    expect(s.lines()).toEqual([
      `${second}: ${who[second]} APPROVED`,
      `${second}: APPROVED`,
      `split.${branch[second]}: JOINED`,
      "split: DONE",
      "→ c",
      "c: ask citra [assign.0]",
    ]);
  });

  const choice = specOf({
    gate: {
      type: "condition",
      cases: [
        { when: "request.days > 10.0", to: "a" },
        { when: "request.days > 5.0", to: "b" },
      ],
      else: "c",
    },
    a: approvalOf("ani", "merge"),
    b: approvalOf("budi", "merge"),
    c: approvalOf("citra", "merge"),
    merge: approvalOf("dewi", "endApproved"),
  });

  test.each([
    [11, "a", "ani"],
    [6, "b", "budi"],
    [5, "c", "citra"],
  ])("wcp-04 exclusive choice: %d days are the business of %s", (days, key, who) => {
    const s = new Scenario(choice).start({ days });
    expect(s.lines()).toEqual([
      "= RUNNING",
      "→ gate",
      `gate: to ${key}`,
      "gate: DONE",
      `→ ${key}`,
      `${key}: ask ${who} [assign.0]`,
    ]);
  });

  test.each([
    [11, "a", "ani"],
    [5, "c", "citra"],
  ])("wcp-05 simple merge: after %d days' way it is the same step", (days, key, who) => {
    const s = new Scenario(choice).start({ days });
    s.lines();
    s.vote(key, who, "APPROVED");
    expect(s.lines()).toEqual([`${key}: ${who} APPROVED`, `${key}: APPROVED`, "→ merge", "merge: ask dewi [assign.0]"]);
    expect(s.instance.steps.filter((run) => run.key === "merge")).toHaveLength(1);
  });

  const some = specOf({
    split: {
      type: "parallel",
      branches: {
        money: { start: "a", when: "request.days > 5.0" },
        school: { start: "b", when: "request.urgent == true" },
        staff: { start: "c", when: "request.kind == 'staff'" },
      },
      next: "endApproved",
    },
    a: approvalOf("ani", "@join"),
    b: approvalOf("budi", "@join"),
    c: approvalOf("citra", "@join"),
  });

  test("wcp-06 wcp-07 multi-choice: the join waits for exactly the branches that were taken", () => {
    const s = new Scenario(some).start({ days: 6, urgent: false, kind: "staff" });
    expect(s.lines()).toEqual([
      "= RUNNING",
      "→ split",
      "split.school: LEFT_OUT",
      "→ a",
      "a: ask ani [assign.0]",
      "→ c",
      "c: ask citra [assign.0]",
    ]);
    s.vote("c", "citra", "APPROVED");
    expect(s.lines()).toEqual(["c: citra APPROVED", "c: APPROVED", "split.staff: JOINED"]);
    s.vote("a", "ani", "APPROVED");
    expect(s.lines()).toEqual(["a: ani APPROVED", "a: APPROVED", "split.money: JOINED", "split: DONE", "= APPROVED"]);
  });

  test("wcp-06 wcp-07 multi-choice: no branch taken is a join reached", () => {
    const s = new Scenario(some).start({ days: 1, urgent: false, kind: "x" });
    expect(s.lines().slice(-2)).toEqual(["split: DONE", "= APPROVED"]);
  });

  const firstOf = (join: { kind: "ANY" } | { kind: "N"; count: number }, others: "CANCEL" | "RECORD") =>
    specOf({
      split: {
        type: "parallel",
        branches: { x: { start: "a" }, y: { start: "b" }, z: { start: "c" } },
        join: { ...join, others },
        next: "d",
      },
      a: approvalOf("ani", "@join", { sla: { due: "P1D" } }),
      b: approvalOf("budi", "@join", { sla: { due: "P1D" } }),
      c: approvalOf("citra", "@join", { sla: { due: "P1D" } }),
      d: approvalOf("dewi", "endApproved"),
    });

  test("wcp-09 discriminator: the first goes on, the others are recorded late", () => {
    const s = new Scenario(firstOf({ kind: "ANY" }, "RECORD")).start();
    s.lines();
    s.vote("b", "budi", "APPROVED");
    expect(s.lines()).toEqual([
      "b: budi APPROVED",
      "b: APPROVED",
      "split.y: JOINED",
      "split: DONE",
      "→ d",
      "d: ask dewi [assign.0]",
    ]);
    s.vote("a", "ani", "APPROVED");
    expect(s.lines()).toEqual(["a: ani APPROVED", "a: APPROVED", "split.x: LATE"]);
    s.vote("d", "dewi", "APPROVED");
    expect(s.lines()).toEqual(["d: dewi APPROVED", "d: APPROVED", "c: CANCELLED (cancelled)", "= APPROVED"]);
  });

  test("wcp-29 cancelling discriminator: the first goes on, the others lose seats and clocks", () => {
    const s = new Scenario(firstOf({ kind: "ANY" }, "CANCEL")).start();
    s.lines();
    s.vote("b", "budi", "APPROVED");
    expect(s.lines()).toEqual([
      "b: budi APPROVED",
      "b: APPROVED",
      "split.y: JOINED",
      "split: DONE",
      "a: CANCELLED (cancelled)",
      "split.x: CANCELLED",
      "c: CANCELLED (cancelled)",
      "split.z: CANCELLED",
      "→ d",
      "d: ask dewi [assign.0]",
    ]);
    expect(s.instance.timers.map(({ state }) => state)).toEqual(["CANCELLED", "CANCELLED", "CANCELLED"]);
    expect(s.refusal("decided", s.voteOf("a", "ani", "APPROVED"), "ani")).toBe("workflow.step_closed");
  });

  test("wcp-30 structured partial join: two of three go on, the third is recorded late", () => {
    const s = new Scenario(firstOf({ kind: "N", count: 2 }, "RECORD")).start();
    s.vote("c", "citra", "APPROVED");
    s.lines();
    s.vote("a", "ani", "APPROVED");
    expect(s.lines().slice(-3)).toEqual(["split: DONE", "→ d", "d: ask dewi [assign.0]"]);
    s.vote("b", "budi", "APPROVED");
    expect(s.lines()).toEqual(["b: budi APPROVED", "b: APPROVED", "split.y: LATE"]);
  });

  test("wcp-32 cancelling partial join: two of three go on, the third is cancelled", () => {
    const s = new Scenario(firstOf({ kind: "N", count: 2 }, "CANCEL")).start();
    s.vote("c", "citra", "APPROVED");
    s.lines();
    s.vote("a", "ani", "APPROVED");
    expect(s.lines()).toEqual([
      "a: ani APPROVED",
      "a: APPROVED",
      "split.x: JOINED",
      "split: DONE",
      "b: CANCELLED (cancelled)",
      "split.y: CANCELLED",
      "→ d",
      "d: ask dewi [assign.0]",
    ]);
  });
});
