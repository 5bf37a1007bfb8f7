import { describe, expect, test } from "vitest";
import { approvalOf, Scenario, specOf } from "./scenario.fixture.ts";

const roles = (...ids: string[]) => ids.map((id) => ({ by: "role" as const, id }));
const one = (parts: object) => specOf({ a: { ...approvalOf("ani", "endApproved"), ...parts } });
const chain = (parts: object) =>
  specOf({ a: approvalOf("ani", "b"), b: { ...approvalOf("ani", "endApproved"), ...parts } });
const asked = (s: Scenario, key: string) =>
  s.run(key).seats.map(({ userId, weight, openedBy, state }) => `${userId} ${weight} ${openedBy} ${state}`);

describe("who is seated", () => {
  test("one human, one seat: with the highest weight, and every right of each rule", () => {
    const assign = [
      { by: "role" as const, id: "head", weight: 3 },
      { by: "role" as const, id: "board", weight: 2, veto: true, chair: true },
    ];
    const s = new Scenario(one({ assign }));
    s.town.people["head"] = ["ani"];
    s.town.people["board"] = ["ani", "budi"];
    s.start();
    expect(s.run("a").seats).toMatchObject([
      { userId: "ani", weight: 3, veto: true, chair: true, openedBy: "assign.0" },
      { userId: "budi", weight: 2, veto: true, chair: true, openedBy: "assign.1" },
    ]);
  });

  test("one human, one seat: with all their weights where the definition says so", () => {
    const s = new Scenario(
      one({ assign: [...roles("ani"), { by: "role", id: "ani", weight: 2 }], combineWeights: true }),
    );
    s.start();
    expect(asked(s, "a")).toEqual(["ani 3 assign.1 PENDING"]);
  });

  test.each([
    ["MANAGER", ["guru", "ani"], ["manager", "ani"]],
    ["MANAGER", ["guru"], ["manager"]],
    ["SKIP_IF_OTHERS", ["guru", "ani"], ["ani"]],
    ["SKIP_IF_OTHERS", ["guru"], ["manager"]],
    ["ALLOW", ["guru", "ani"], ["guru", "ani"]],
  ])("a requester among the approvers: %s makes %j to %j", (selfApproval, named, seated) => {
    const s = new Scenario(one({ assign: roles(...named), selfApproval })).start();
    expect(s.run("a").seats.map(({ userId }) => userId)).toEqual(seated);
  });

  test("a requester without a manager is not asked, and one whose manager is seated already only once", () => {
    const alone = new Scenario(one({ assign: roles("guru", "ani") }));
    alone.town.manager = null;
    expect(asked(alone.start(), "a")).toEqual(["ani 1 assign.1 PENDING"]);
    const seated = new Scenario(one({ assign: roles("guru", "manager") })).start();
    expect(asked(seated, "a")).toEqual(["manager 1 assign.0 PENDING"]);
    const own = new Scenario(one({ assign: roles("guru", "ani") }));
    own.town.manager = "guru";
    expect(asked(own.start(), "a")).toEqual(["ani 1 assign.1 PENDING"]);
  });

  test("four eyes: who decided before is not asked, is not added, and acts for nobody", () => {
    const s = new Scenario(chain({ assign: roles("ani", "budi"), distinctFrom: ["a"] }));
    s.town.delegates["budi"] = ["ani", "citra"];
    s.start().vote("a", "ani", "APPROVED");
    expect(s.run("b").seats).toMatchObject([{ userId: "budi", delegateId: "citra" }]);
    const { id: stepId } = s.run("b");
    expect(s.refusal("approverAdded", { stepId, userId: "ani", weight: 1 }, "admin")).toBe("workflow.four_eyes");
    expect(s.refusal("decided", s.voteOf("b", "budi", "APPROVED"), "ani")).toBe("workflow.not_assignee");
  });

  test("whom the last approver of an earlier step chose", () => {
    const s = new Scenario(chain({ assign: [{ by: "previousApproverChoice", step: "a" }] })).start();
    s.must("decided", { ...s.voteOf("a", "ani", "APPROVED"), choice: "dewi" }, "ani");
    expect(asked(s, "b")).toEqual(["dewi 1 assign.0 PENDING"]);
    const two = new Scenario(
      specOf({
        a: { ...approvalOf("ani", "b"), assign: roles("ani", "budi") },
        b: { ...approvalOf("", "endApproved"), assign: [{ by: "previousApproverChoice", step: "a" }] },
      }),
    ).start();
    two.must("decided", { ...two.voteOf("a", "budi", "APPROVED"), choice: "eko" }, "budi");
    two.now += 1;
    two.must("decided", { ...two.voteOf("a", "ani", "APPROVED"), choice: "dewi" }, "ani");
    expect(asked(two, "b")).toEqual(["dewi 1 assign.0 PENDING"]);
    const none = new Scenario(chain({ assign: [{ by: "previousApproverChoice", step: "a" }] })).start();
    none.vote("a", "ani", "APPROVED");
    expect(none.instance.incidents).toMatchObject([{ code: "no_approver" }]);
  });

  test("everybody by every kind of rule", () => {
    const assign = [
      { by: "position", id: "KEPSEK" },
      { by: "department", id: "HR" },
      { by: "managerChain", levels: 2 },
      { by: "managerChain", untilGrade: 9 },
      { by: "user", id: "0197f6f0-0000-7000-8000-000000000001" },
    ];
    const s = new Scenario(one({ assign })).start();
    expect(s.run("a").seats.map(({ userId }) => userId)).toEqual([
      "KEPSEK",
      "HR",
      "chain2",
      "chain",
      "0197f6f0-0000-7000-8000-000000000001",
    ]);
  });
});

describe("delegates", () => {
  test("the last of the chain acts; not the requester, nor who sits or acts here already", () => {
    const s = new Scenario(one({ assign: roles("ani", "budi", "citra", "dewi") }));
    s.town.delegates["ani"] = ["guru", "eko"];
    s.town.delegates["budi"] = ["citra", "fajar"];
    s.town.delegates["citra"] = ["fajar"];
    s.start();
    expect(s.run("a").seats.map(({ delegateId }) => delegateId)).toEqual(["eko", "fajar", null, null]);
  });

  test("a delegate decides for the owner, whose seat it stays; the owner may too, and the first one wins", () => {
    const s = new Scenario(one({ assign: roles("ani", "budi") }));
    s.town.delegates["ani"] = ["eko"];
    s.start().vote("a", "ani", "APPROVED", "eko");
    expect(s.seat("a", "ani")).toMatchObject({ userId: "ani", actedBy: "eko", state: "APPROVED" });
    expect(s.lines()).toContain("a: eko for ani APPROVED");
    expect(s.refusal("decided", s.voteOf("a", "ani", "REJECTED"), "ani")).toBe("workflow.already_decided");
  });

  test("who acts for two acts once; who sits here acts for nobody else", () => {
    const s = new Scenario(one({ assign: roles("ani", "budi", "citra") }));
    s.town.delegates["ani"] = ["eko"];
    s.town.delegates["budi"] = ["eko", "citra"];
    s.start().vote("a", "ani", "APPROVED", "eko");
    expect(s.refusal("decided", s.voteOf("a", "budi", "APPROVED"), "eko")).toBe("workflow.not_assignee");
    expect(s.refusal("decided", s.voteOf("a", "budi", "APPROVED"), "citra")).toBe("workflow.not_assignee");
  });

  test("a delegation that has ended since does not count, one that began since does", () => {
    const s = new Scenario(one({ assign: roles("ani", "budi") }));
    s.town.delegates["ani"] = ["eko"];
    s.start();
    s.town.delegates["ani"] = [];
    s.town.delegates["budi"] = ["fajar"];
    expect(s.refusal("decided", s.voteOf("a", "ani", "APPROVED"), "eko")).toBe("workflow.not_assignee");
    s.vote("a", "budi", "APPROVED", "fajar");
  });

  test("without a seat in hand: the one that is meant, if there is one", () => {
    const both = specOf({
      split: { type: "parallel", branches: { x: { start: "a" }, y: { start: "b" } }, next: "endApproved" },
      a: { ...approvalOf("ani", "@join"), assign: roles("ani", "dewi") },
      b: approvalOf("ani", "@join"),
    });
    const s = new Scenario(both).start();
    const vote = { ...s.voteOf("a", "ani", "APPROVED"), seatId: null };
    expect(s.refusal("decided", vote, "ani")).toBe("workflow.seat_needed");
    expect(s.refusal("decided", vote, "budi")).toBe("workflow.not_assignee");
    s.vote("b", "ani", "APPROVED");
    s.must("decided", vote, "ani");
    expect(s.seat("a", "ani").state).toBe("APPROVED");
    expect(s.refusal("decided", vote, "ani")).toBe("workflow.already_decided");
  });
});

describe("deciding", () => {
  test("nobody but who is asked, nothing twice, nothing unseen, and no rejection without a word", () => {
    const s = new Scenario(one({ assign: roles("ani", "budi") })).start();
    const vote = s.voteOf("a", "ani", "APPROVED");
    expect(s.refusal("decided", vote, "budi")).toBe("workflow.not_assignee");
    expect(s.refusal("decided", vote, null)).toBe("workflow.not_assignee");
    expect(s.refusal("decided", { ...vote, seatId: 99 }, "ani")).toBe("workflow.not_found");
    expect(s.refusal("decided", { ...vote, subjectHash: "v0" }, "ani")).toBe("workflow.subject_changed");
    expect(s.refusal("decided", { ...vote, decision: "REJECTED", comment: " " }, "ani")).toBe(
      "workflow.comment_required",
    );
    s.must("decided", vote, "ani");
    expect(s.try("decided", vote, "ani")).toEqual({
      kind: "refused",
      code: "workflow.already_decided",
      state: "RUNNING",
      step: "ACTIVE",
      seat: "APPROVED",
    });
  });

  test("a comment with each decision where the definition wants that", () => {
    const s = new Scenario(one({ commentRequired: "ALWAYS" })).start();
    const vote = s.voteOf("a", "ani", "APPROVED");
    expect(s.refusal("decided", vote, "ani")).toBe("workflow.comment_required");
    s.must("decided", { ...vote, comment: "fine" }, "ani");
  });

  test("a vote may change while the step is open, where the definition allows it", () => {
    const s = new Scenario(
      one({ assign: roles("ani", "budi", "citra"), strategy: { kind: "MAJORITY" }, allowChange: true }),
    );
    s.start().vote("a", "ani", "APPROVED");
    expect(s.refusal("decided", s.voteOf("a", "ani", "APPROVED"), "ani")).toBe("workflow.already_decided");
    s.vote("a", "ani", "REJECTED").vote("a", "budi", "REJECTED");
    expect(s.state).toBe("REJECTED");
    expect(s.refusal("decided", s.voteOf("a", "ani", "APPROVED"), "ani")).toBe("workflow.step_closed");
  });
});

describe("seats that change hands", () => {
  test("a seat is handed on with its weight and its rights", () => {
    const assign = [{ by: "role", id: "ani", weight: 3, veto: true }, ...roles("budi")];
    const s = new Scenario(one({ assign })).start();
    const { id: seatId } = s.seat("a", "ani");
    const to = (userId: string) => ({ seatId, userId, reason: "away" });
    expect(s.refusal("reassigned", to("budi"), "ani")).toBe("workflow.already_seated");
    expect(s.refusal("reassigned", to("guru"), "ani")).toBe("workflow.self_approval");
    s.town.gone = new Set(["ghost"]);
    expect(s.refusal("reassigned", to("ghost"), "ani")).toBe("workflow.approver_unknown");
    s.must("reassigned", to("citra"), "ani");
    expect(asked(s, "a")).toEqual(["ani 3 assign.0 VOID", "budi 1 assign.1 PENDING", "citra 3 reassigned PENDING"]);
    expect(s.seat("a", "citra").veto).toBe(true);
    expect(s.refusal("reassigned", to("dewi"), "ani")).toBe("workflow.already_decided");
    expect(s.refusal("decided", s.voteOf("a", "ani", "APPROVED"), "ani")).toBe("workflow.not_assignee");
  });

  test("somebody is added to an approval that is open, and to nothing else", () => {
    const s = new Scenario(
      specOf({ a: approvalOf("ani", "w"), w: { type: "wait", for: [{ message: "m", to: "endApproved" }] } }),
    );
    s.start();
    const { id: stepId } = s.run("a");
    expect(s.refusal("approverAdded", { stepId: 99, userId: "budi", weight: 1 }, "admin")).toBe("workflow.not_found");
    s.vote("a", "ani", "APPROVED");
    expect(s.refusal("approverAdded", { stepId, userId: "budi", weight: 1 }, "admin")).toBe("workflow.step_closed");
    const waiting = { stepId: s.run("w").id, userId: "budi", weight: 1 };
    expect(s.refusal("approverAdded", waiting, "admin")).toBe("workflow.wrong_step");
  });

  test("a holder who leaves: the rule of the seat names another, and votes that were cast stand", () => {
    const s = new Scenario(one({ assign: roles("head", "budi") }));
    s.town.people["head"] = ["ani"];
    s.start().vote("a", "budi", "APPROVED");
    s.town.people["head"] = ["citra"];
    s.must("seatVoided", { seatId: s.seat("a", "ani").id, reason: "left" }, null);
    expect(asked(s, "a")).toEqual(["ani 1 assign.0 VOID", "budi 1 assign.1 APPROVED", "citra 1 assign.0 PENDING"]);
    const late = { seatId: s.seat("a", "budi").id, reason: "left" };
    expect(s.refusal("seatVoided", late, null)).toBe("workflow.already_decided");
    s.vote("a", "citra", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });

  test("a holder who leaves: the others settle it, or nobody is left to ask", () => {
    const s = new Scenario(one({ assign: roles("ani", "budi") })).start().vote("a", "budi", "APPROVED");
    s.town.gone = new Set(["ani"]);
    s.must("seatVoided", { seatId: s.seat("a", "ani").id, reason: "left" }, null);
    expect(s.state).toBe("APPROVED");
    const alone = new Scenario(one({})).start();
    alone.town.gone = new Set(["ani"]);
    alone.must("seatVoided", { seatId: alone.seat("a", "ani").id, reason: "left" }, null);
    expect(alone.instance).toMatchObject({ state: "INCIDENT", incidents: [{ code: "no_approver" }] });
  });

  test("seats opened by hand, by an escalation or by the fallback go back to what opened them", () => {
    const s = new Scenario(
      one({
        assign: roles("nobody"),
        onEmpty: "FALLBACK",
        fallback: { by: "role", id: "spare" },
        sla: {
          due: "P1D",
          escalate: [
            { after: "P1D", do: "addApprover", to: { by: "role", id: "boss" } },
            { after: "P9D", do: "reject" },
          ],
        },
      }),
    );
    s.town.people["nobody"] = [];
    s.town.people["spare"] = ["ani"];
    s.town.people["boss"] = ["budi"];
    s.start().pass(24 * 60 * 60_000);
    s.must("approverAdded", { stepId: s.run("a").id, userId: "dewi", weight: 1 }, "admin");
    s.town.people["spare"] = ["ani", "citra"];
    s.town.people["boss"] = ["eko"];
    for (const userId of ["ani", "budi", "dewi"]) {
      s.must("seatVoided", { seatId: s.seat("a", userId).id, reason: "left" }, null);
    }
    expect(asked(s, "a")).toEqual([
      "ani 1 fallback VOID",
      "budi 1 escalate.0 VOID",
      "dewi 1 added VOID",
      "citra 1 fallback PENDING",
      "eko 1 escalate.0 PENDING",
    ]);
  });

  test("LIVE: who fits the rules is looked up again before each vote and when it may have changed", () => {
    const s = new Scenario(one({ assign: roles("board"), resolve: "LIVE" }));
    s.town.people["board"] = ["ani", "budi"];
    s.start().must("approverAdded", { stepId: s.run("a").id, userId: "fajar", weight: 1 }, "admin");
    s.town.people["board"] = ["budi", "citra"];
    expect(s.refusal("decided", s.voteOf("a", "ani", "APPROVED"), "ani")).toBe("workflow.not_assignee");
    s.must("approversRefreshed", { stepId: s.run("a").id }, null);
    expect(asked(s, "a")).toEqual([
      "ani 1 assign.0 VOID",
      "budi 1 assign.0 PENDING",
      "fajar 1 added PENDING",
      "citra 1 assign.0 PENDING",
    ]);
    s.vote("a", "budi", "APPROVED").vote("a", "citra", "APPROVED").vote("a", "fajar", "APPROVED");
    expect(s.state).toBe("APPROVED");
    const fixed = new Scenario(one({})).start();
    expect(fixed.refusal("approversRefreshed", { stepId: fixed.run("a").id }, null)).toBe("workflow.not_live");
  });
});

test("LIVE: where that cannot be found out, a vote is kept and counted afterwards", () => {
  const s = new Scenario(
    one({ assign: [{ by: "expr", expr: "request.days + 1.0 > 1.0 ? ['ani'] : []" }], resolve: "LIVE" }),
  );
  s.start({ days: 1 }).must("subjectChanged", { subjectHash: "v2", data: {} }, null);
  s.vote("a", "ani", "APPROVED");
  expect(s.instance).toMatchObject({ state: "INCIDENT", incidents: [{ code: "expression_failed" }] });
  s.must("subjectChanged", { subjectHash: "v3", data: { days: 2 } }, null);
  s.must("incidentRetried", { stepId: s.run("a").id }, "admin");
  expect(s.state).toBe("APPROVED");
});

describe("nobody to decide", () => {
  const empty = (parts: object) => {
    const s = new Scenario(one({ assign: roles("nobody"), ...parts }));
    s.town.people["nobody"] = [];
    return s;
  };

  test("ADMIN_RESCUE: an incident until somebody is added", () => {
    const s = empty({}).start();
    expect(s.instance).toMatchObject({ state: "INCIDENT", incidents: [{ code: "no_approver" }] });
    s.must("incidentRetried", { stepId: s.run("a").id }, "admin");
    expect(s.state).toBe("INCIDENT");
    expect(s.refusal("incidentSkipped", { stepId: s.run("a").id }, "admin")).toBe("workflow.cannot_skip");
    s.must("approverAdded", { stepId: s.run("a").id, userId: "dewi", weight: 1 }, "admin");
    expect(asked(s, "a")).toEqual(["dewi 1 rescue PENDING"]);
    expect(s.state).toBe("RUNNING");
  });

  test("FALLBACK asks others, and is an incident where there are none", () => {
    const s = empty({ onEmpty: "FALLBACK", fallback: { by: "role", id: "spare" } }).start();
    expect(asked(s, "a")).toEqual(["spare 1 fallback PENDING"]);
    const none = empty({ onEmpty: "FALLBACK", fallback: { by: "role", id: "nobody" } }).start();
    expect(none.instance.incidents).toMatchObject([{ code: "no_approver" }]);
    none.town.people["nobody"] = ["ani"];
    none.must("incidentRetried", { stepId: none.run("a").id }, "admin");
    expect(none.state).toBe("RUNNING");
  });

  test("FAIL ends it, and AUTO_APPROVE is flagged", () => {
    expect(empty({ onEmpty: "FAIL" }).start().state).toBe("FAILED");
    const s = empty({ onEmpty: "AUTO_APPROVE" }).start();
    expect(s.lines()).toEqual(["= RUNNING", "→ a", "a: APPROVED (approvedByNobody)", "= APPROVED"]);
  });

  test("nobody for or against: REJECT", () => {
    const s = new Scenario(one({ onNoDecision: "REJECT" })).start().vote("a", "ani", "ABSTAINED");
    expect(s.lines().slice(-2)).toEqual(["a: NO_DECISION (noDecision)", "= REJECTED"]);
  });

  test("nobody for or against: FALLBACK asks others, once", () => {
    const s = new Scenario(one({ onNoDecision: "FALLBACK", fallback: { by: "role", id: "spare" } })).start();
    s.vote("a", "ani", "ABSTAINED");
    expect(asked(s, "a")).toEqual(["ani 1 assign.0 ABSTAINED", "spare 1 fallback PENDING"]);
    s.vote("a", "spare", "ABSTAINED");
    expect(s.instance.incidents).toMatchObject([{ code: "no_decision" }]);
    s.must("approverAdded", { stepId: s.run("a").id, userId: "dewi", weight: 1 }, "admin");
    s.vote("a", "dewi", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });

  test("nobody for or against: ESCALATE asks whom the next escalation names, before its time", () => {
    const escalate = [
      { after: "P1D", do: "remind" },
      { after: "P2D", do: "addApprover", to: { by: "role", id: "nobody" } },
      { after: "P3D", do: "reassign", to: { by: "role", id: "boss" } },
    ];
    const s = new Scenario(one({ sla: { due: "P1D", escalate } }));
    s.town.people["nobody"] = [];
    s.start().vote("a", "ani", "ABSTAINED");
    expect(asked(s, "a")).toEqual(["ani 1 assign.0 ABSTAINED", "boss 1 escalate.2 PENDING"]);
    s.vote("a", "boss", "ABSTAINED");
    expect(s.instance.incidents).toMatchObject([{ code: "no_decision" }]);
  });

  test("a quorum is never lowered to the seats that there are", () => {
    const s = new Scenario(one({ assign: roles("ani", "budi"), strategy: { kind: "QUORUM", count: 3 } })).start();
    expect(s.instance.incidents).toMatchObject([{ code: "no_decision" }]);
    s.must("approverAdded", { stepId: s.run("a").id, userId: "dewi", weight: 1 }, "admin");
    expect(s.state).toBe("RUNNING");
    s.vote("a", "ani", "APPROVED").vote("a", "budi", "APPROVED").vote("a", "dewi", "APPROVED");
    expect(s.state).toBe("APPROVED");
  });
});
