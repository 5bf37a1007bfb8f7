import { describe, expect, test } from "vitest";
import { approvalOf, hourMs, monday, Scenario, specOf } from "./scenario.fixture.ts";

const dayMs = 24 * hourMs;

describe("migration of a running instance", () => {
  const old = specOf({
    a: approvalOf("ani", "b"),
    b: {
      ...approvalOf("budi", "endApproved"),
      assign: [
        { by: "role", id: "budi" },
        { by: "role", id: "citra" },
      ],
      sla: { due: "P2D", remind: ["PT6H", "P1D"] },
    },
  });

  test("a step goes on under its new name, with its votes; clocks and what comes next are the new version's", () => {
    const s = new Scenario(old)
      .start()
      .vote("a", "ani", "APPROVED")
      .vote("b", "budi", "APPROVED")
      .pass(7 * hourMs);
    s.spec = specOf({
      first: approvalOf("ani", "second"),
      second: {
        ...approvalOf("budi", "third"),
        assign: [{ by: "role", id: "budi" }],
        sla: { due: "P3D", remind: ["PT6H"], escalate: [{ after: "P4BD", do: "reject" }] },
      },
      third: approvalOf("dewi", "endApproved"),
    });
    s.must("migrated", { map: { a: "first", b: "second" } }, "admin");
    expect(s.instance.steps.map(({ key }) => key)).toEqual(["first", "second"]);
    expect(
      s.instance.timers.map(({ kind, ordinal, state, dueAt }) => [kind, ordinal, state, (dueAt - monday) / hourMs]),
    ).toEqual([
      ["due", 0, "ARMED", 72],
      ["remind", 0, "FIRED", 6],
      ["remind", 1, "CANCELLED", 24],
      ["escalate", 0, "ARMED", 96],
    ]);
    s.vote("second", "citra", "APPROVED");
    expect(s.run("third").state).toBe("ACTIVE");
    expect(s.replay()).toEqual(s.instance);
  });

  test("votes are counted by the new version at once", () => {
    const s = new Scenario(old).start().vote("a", "ani", "APPROVED").vote("b", "budi", "APPROVED");
    s.spec = specOf({
      a: approvalOf("ani", "b"),
      b: { ...approvalOf("budi", "endApproved"), strategy: { kind: "ANY" } },
    });
    s.must("migrated", { map: {} }, "admin");
    expect(s.state).toBe("APPROVED");
  });

  test("a seat whose rule the new version does not have goes without another in its place", () => {
    const rules = (n: number) => ["ani", "budi"].slice(0, n).map((id) => ({ by: "role" as const, id }));
    const opened = (parts: object) => specOf({ a: { ...approvalOf("ani", "endApproved"), ...parts } });
    const sla = { due: "P9D", escalate: [{ after: "P1D", do: "addApprover", to: { by: "role", id: "boss" } }] };
    const s = new Scenario(opened({ assign: rules(2), sla })).start().pass(dayMs);
    s.spec = opened({ assign: rules(1), sla: { due: "P9D", escalate: [{ after: "P1D", do: "remind" }] } });
    s.must("migrated", { map: {} }, "admin");
    for (const userId of ["budi", "boss"]) {
      s.must("seatVoided", { seatId: s.seat("a", userId).id, reason: "left" }, null);
    }
    expect(s.run("a").seats.map(({ userId, state }) => `${userId} ${state}`)).toEqual([
      "ani PENDING",
      "budi VOID",
      "boss VOID",
    ]);
    const spare = { by: "role", id: "spare" };
    const nobody = new Scenario(opened({ assign: [{ by: "role", id: "x" }], onEmpty: "FALLBACK", fallback: spare }));
    nobody.town.people["x"] = [];
    nobody.start();
    nobody.spec = opened({ assign: [{ by: "role", id: "x" }] });
    nobody.must("migrated", { map: {} }, "admin");
    nobody.must("seatVoided", { seatId: nobody.seat("a", "spare").id, reason: "left" }, null);
    expect(nobody.instance.incidents).toMatchObject([{ code: "no_approver" }]);
  });

  test("not to a version without a counterpart", () => {
    const s = new Scenario(old).start();
    s.spec = specOf({ b: approvalOf("budi", "endApproved") });
    expect(s.refusal("migrated", { map: {} }, "admin")).toBe("workflow.migration_impossible");
    s.spec = specOf({ a: { type: "notification", template: "t", to: ["@requester"], next: "endApproved" } });
    expect(s.refusal("migrated", { map: {} }, "admin")).toBe("workflow.migration_impossible");
  });

  test("branches that run must be there; a wait takes the times of the new version, or a message that was kept", () => {
    const parallel = (names: readonly string[], wait: object) =>
      specOf({
        split: {
          type: "parallel",
          branches: Object.fromEntries(names.map((name) => [name, { start: name === "x" ? "w" : "b" }])),
          next: "endApproved",
        },
        w: { type: "wait", for: [{ until: "P1D", to: "@join" }], ...wait },
        b: approvalOf("budi", "@join", { sla: { due: "P1D" } }),
      });
    const s = new Scenario(parallel(["x", "y"], {})).start();
    s.spec = parallel(["x", "z"], {});
    expect(s.refusal("migrated", { map: {} }, "admin")).toBe("workflow.migration_impossible");
    s.spec = parallel(["x", "y", "z"], { for: [{ until: "P2D", to: "@join" }] });
    s.must("infoAsked", { seatId: s.seat("b", "budi").id, question: "why?" }, "budi");
    s.must("migrated", { map: {} }, "admin");
    expect(s.timer("w", "until").dueAt).toBe(monday + 2 * dayMs);
    expect(s.timer("b", "due").left).toEqual({ ms: dayMs });
    s.spec = parallel(["x", "y"], {
      for: [
        { message: "m", to: "@join" },
        { until: "P2D", to: "@join" },
      ],
    });
    s.must("migrated", { map: {} }, "admin");
    expect(s.instance.timers.map(({ kind, ordinal, state }) => `${kind} ${ordinal} ${state}`)).toEqual([
      "until 0 CANCELLED",
      "due 0 ARMED",
      "until 1 ARMED",
    ]);
    s.must("messageArrived", { name: "m", key: "1" }, null);
    expect(s.run("w").state).toBe("DONE");
  });

  test("what lies with the requester goes on at the new name", () => {
    const returning = (key: string) =>
      specOf({
        [key]: {
          ...approvalOf("ani", "endApproved"),
          on: { APPROVED: "endApproved", REJECTED: "endRejected", RETURNED: "@requester" },
        },
      });
    const s = new Scenario(returning("a")).start();
    s.must("returned", { seatId: s.seat("a", "ani").id, to: "@requester", comment: "c" }, "ani");
    s.spec = returning("n");
    expect(s.refusal("migrated", { map: {} }, "admin")).toBe("workflow.migration_impossible");
    s.must("migrated", { map: { a: "n" } }, "admin").must("resubmitted", { data: {}, subjectHash: "v2" }, "guru");
    expect(s.run("n").round).toBe(2);
  });
});
