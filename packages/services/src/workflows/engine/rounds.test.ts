import { describe, expect, test } from "vitest";
import { approvalOf, Scenario, specOf } from "./scenario.fixture.ts";

const role = (id: string) => ({ by: "role" as const, id });
const one = (parts: object) => specOf({ a: { ...approvalOf("ani", "endApproved"), ...parts } });

describe("the subject changes", () => {
  const chain = (onSubjectChange: string) =>
    specOf({
      a: approvalOf("ani", "b"),
      b: approvalOf("budi", "endApproved", { assign: [role("budi"), role("citra")], onSubjectChange }),
    });
  const changed = (how: string) => {
    const s = new Scenario(chain(how)).start().vote("a", "ani", "APPROVED").vote("b", "citra", "APPROVED");
    s.lines();
    return s.must("subjectChanged", { subjectHash: "v2", data: { days: 9 } }, null);
  };

  test("BLOCK: whoever has seen the old version is told so", () => {
    const s = changed("BLOCK");
    const vote = s.voteOf("b", "budi", "APPROVED");
    expect(s.refusal("decided", { ...vote, subjectHash: "v1" }, "budi")).toBe("workflow.subject_changed");
    s.must("decided", vote, "budi");
    expect(s.state).toBe("APPROVED");
  });

  test("RESTART_STEP: all of the step decide once more", () => {
    expect(changed("RESTART_STEP").lines()).toEqual([
      "b: CANCELLED (subjectChanged)",
      "→ b (2)",
      "b: ask budi [assign.0]",
      "b: ask citra [assign.1]",
    ]);
  });

  test("RESTART: from the first step", () => {
    const s = changed("RESTART");
    expect(s.lines()).toEqual(["b: CANCELLED (cancelled)", "→ a (2)", "a: ask ani [assign.0]"]);
    expect(s.refusal("subjectChanged", { subjectHash: "v2", data: {} }, null)).toBe("workflow.subject_unchanged");
  });
});

describe("returning", () => {
  const on = { APPROVED: "@join", REJECTED: "endRejected", RETURNED: "@requester" };
  const branches = specOf({
    first: approvalOf("eko", "split"),
    split: {
      type: "parallel",
      branches: { x: { start: "a" }, y: { start: "b" } },
      join: { kind: "ANY", others: "RECORD" },
      next: "last",
    },
    a: approvalOf("ani", "a2"),
    a2: approvalOf("ani", "@join", { on }),
    b: approvalOf("budi", "@join", { on }),
    last: approvalOf("dewi", "endApproved"),
  });
  const begun = () => new Scenario(branches).start().vote("first", "eko", "APPROVED").vote("a", "ani", "APPROVED");
  const returned = (s: Scenario, key: string, to: string) => ({
    seatId: s.seat(key, key === "b" ? "budi" : "ani").id,
    to,
    comment: "look",
  });

  test("within a branch the others go on", () => {
    const s = begun();
    s.lines();
    s.must("returned", returned(s, "a2", "a"), "ani");
    expect(s.lines()).toEqual(["a2: RETURNED (returned)", "→ a (2)", "a: ask ani [assign.0]"]);
    expect(s.run("b").state).toBe("ACTIVE");
  });

  test("out of a branch everything in the branches goes", () => {
    const s = begun();
    s.lines();
    s.must("returned", returned(s, "a2", "first"), "ani");
    expect(s.lines()).toEqual([
      "a2: RETURNED (returned)",
      "split: CANCELLED (returned)",
      "b: CANCELLED (cancelled)",
      "→ first (2)",
      "first: ask eko [assign.0]",
    ]);
  });

  test("to the requester, and all branches see the new version", () => {
    const s = begun().must("returned", { ...returned(begun(), "a2", "@requester") }, "ani");
    expect(s.instance).toMatchObject({ state: "RETURNED", resubmitTo: "split" });
    expect(s.effects).toContainEqual({ kind: "returned", comment: "look" });
    expect(s.refusal("resubmitted", { data: {}, subjectHash: "v2" }, "ani")).toBe("workflow.not_requester");
    s.lines();
    s.must("resubmitted", { data: {}, subjectHash: "v2" }, "guru");
    expect(s.lines()).toEqual([
      "= RUNNING",
      "→ split (2)",
      "→ a (2)",
      "a: ask ani [assign.0]",
      "→ b (2)",
      "b: ask budi [assign.0]",
    ]);
  });

  test("not where it has not been, nor without a word, nor late, nor where the definition does not say so", () => {
    const s = begun();
    for (const to of ["b", "last", "split", "nowhere", "a2"]) {
      expect(s.refusal("returned", returned(s, "a2", to), "ani")).toBe("workflow.return_not_allowed");
    }
    expect(s.refusal("returned", { ...returned(s, "a2", "a"), comment: " " }, "ani")).toBe("workflow.comment_required");
    s.vote("a2", "ani", "APPROVED");
    expect(s.refusal("returned", returned(s, "b", "@requester"), "budi")).toBe("workflow.return_not_allowed");
    const last = { seatId: s.seat("last", "dewi").id, to: "first", comment: "look" };
    expect(s.refusal("returned", last, "dewi")).toBe("workflow.return_not_allowed");
    const two = new Scenario(
      one({ assign: [role("ani"), role("budi")], on: { ...on, APPROVED: "endApproved" } }),
    ).start();
    two.vote("a", "ani", "APPROVED");
    const mine = { seatId: two.seat("a", "ani").id, to: "@requester", comment: "look" };
    expect(two.refusal("returned", mine, "ani")).toBe("workflow.already_decided");
  });

  test("once too often rejects it, to an earlier step as to the requester", () => {
    const spec = specOf(
      { a: approvalOf("ani", "b"), b: approvalOf("budi", "endApproved", { on: { ...on, APPROVED: "endApproved" } }) },
      { maxRevisions: 0 },
    );
    const s = new Scenario(spec).start().vote("a", "ani", "APPROVED");
    s.must("returned", { seatId: s.seat("b", "budi").id, to: "a", comment: "c" }, "budi");
    expect(s.state).toBe("REJECTED");
  });

  test("a condition hands it back, and is asked again", () => {
    const s = new Scenario(
      specOf({
        c: { type: "condition", cases: [{ when: "request.days > 5.0", to: "@requester" }], else: "endApproved" },
      }),
    ).start({ days: 6 });
    expect(s.lines()).toEqual(["= RUNNING", "→ c", "c: to @requester", "c: DONE", "= RETURNED"]);
    s.must("resubmitted", { data: { days: 2 }, subjectHash: "v2" }, "guru");
    expect(s.state).toBe("APPROVED");
  });
});

test("before it is started, and twice", () => {
  const s = new Scenario(one({}));
  expect(s.refusal("resumed", {}, null)).toBe("workflow.wrong_state");
  s.start();
  const again = { requesterId: "guru", schoolId: null, depth: 1, data: {}, subjectHash: "v1" };
  expect(s.refusal("started", again, "guru")).toBe("workflow.wrong_state");
});
