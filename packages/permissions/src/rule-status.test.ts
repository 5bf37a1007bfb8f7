import { findPermission, type PermissionDefinition } from "@gloria/contracts";
import { describe, expect, test } from "vitest";
import { emptyFacts, grantOf } from "../test/empty-facts.ts";
import { compileFacts } from "./compile-facts.ts";
import type { CompiledFacts, Holding } from "./compiled-facts.ts";
import type { CompiledCondition, ConditionEnvironment, ConditionOutcome } from "./condition.ts";
import { type Guardrail, GuardrailSet } from "./guardrail-set.ts";
import { forbiddingGuardrail, guardrailStatus } from "./guardrail-status.ts";
import { conditionContext, conditionCounts, type Question } from "./question.ts";
import type { RawFacts } from "./raw-facts.ts";
import type { Rule } from "./rule-chain.ts";
import { isAbout, ruleStatus, standingStatus, windowStatus } from "./rule-status.ts";

function permissionOf(code: string): PermissionDefinition {
  const found = findPermission(code);
  if (found === null) throw new Error(`there is no ${code}`);
  return found;
}

const anywhere = { schoolId: null, departmentId: null, departmentSchoolId: null, subtree: null, lineage: null };
const holding: Holding = {
  kind: "position",
  assignmentId: "assigned",
  subjectId: "position",
  code: "kepala",
  anchor: anywhere,
  isTimeless: false,
  from: -Infinity,
  until: Infinity,
  acting: false,
  chain: compileFacts({ ...emptyFacts, grants: [grantOf({})] }, 0).direct[0]?.chain ?? fail(),
};
const rule: Rule = {
  id: "rule",
  pattern: "assignment:create",
  allow: true,
  scope: "ALL",
  isTimeless: false,
  from: -Infinity,
  until: Infinity,
  resource: null,
  condition: null,
  subjectId: "position",
};
const question: Question = {
  facts: compileFacts(emptyFacts, 0),
  permission: permissionOf("assignment:create"),
  at: 10,
  request: undefined,
  target: {},
  region: undefined,
  anywhere: false,
};

function fail(): never {
  throw new Error("there is no grant");
}

/** One that answers what it is told, and remembers what it was asked with. */
function conditionThat(outcome: ConditionOutcome, parts: Partial<CompiledCondition> = {}) {
  const asked: ConditionEnvironment[] = [];
  const condition: CompiledCondition = {
    source: "…",
    error: null,
    readsTarget: false,
    readsNow: false,
    readsRequest: false,
    evaluate(environment) {
      asked.push(environment);
      return outcome;
    },
    rows: () => fail(),
    ...parts,
  };
  return { condition, asked };
}

describe("windows", () => {
  test.each([
    [{ from: 10, until: 20 }, [9, 10, 19, 20], ["not_started", "applies", "applies", "expired"]],
    [{ from: -Infinity, until: Infinity }, [0], ["applies"]],
    // One that never opened has ended all the same.
    [{ from: 30, until: 20 }, [25], ["expired"]],
  ])("%j", (window, instants, statuses) => {
    expect(instants.map((at) => windowStatus(window, at))).toEqual(statuses);
  });

  test("a rule counts only where both its own window and that of its holding are open", () => {
    const open = { from: 10, until: 20 };
    const always = { from: -Infinity, until: Infinity };
    const statuses = (own: typeof open, held: typeof open) =>
      [9, 10, 19, 20].map((at) =>
        standingStatus({ ...rule, ...own }, { ...holding, ...held }, question.permission, at),
      );
    const expected = ["not_started", "applies", "applies", "expired"];
    expect(statuses(open, always)).toEqual(expected);
    expect(statuses(always, open)).toEqual(expected);
    expect(statuses(open, { from: 15, until: 17 })).toEqual(["not_started", "not_started", "expired", "expired"]);
  });
});

describe("standing", () => {
  test("only an ALLOW of an acting holder is refused what needs a definitive one", () => {
    const of = (acting: boolean, allow: boolean, code: string) =>
      standingStatus({ ...rule, allow }, { ...holding, acting }, permissionOf(code), 10);
    expect(of(true, true, "assignment:create")).toBe("acting");
    expect(of(false, true, "assignment:create")).toBe("applies");
    expect(of(true, false, "assignment:create")).toBe("applies");
    expect(of(true, true, "assignment:read")).toBe("applies");
  });

  test("what stands before the place and the condition is named first", () => {
    const { condition, asked } = conditionThat(false);
    const elsewhere: Rule = { ...rule, scope: "OWN", condition };
    expect(ruleStatus({ ...elsewhere, until: 5 }, holding, question)).toBe("expired");
    expect(ruleStatus(elsewhere, holding, question)).toBe("out_of_scope");
    expect(asked).toEqual([]);
    expect(ruleStatus({ ...rule, condition }, holding, question)).toBe("condition");
    expect(ruleStatus({ ...rule, condition: conditionThat(true).condition }, holding, question)).toBe("applies");
    expect(ruleStatus(rule, holding, question)).toBe("applies");
  });

  test("a rule about one thing is about its type and its id", () => {
    const resource = { type: "document", id: "x" };
    const about: Rule = { ...rule, resource };
    const of = (target: Question["target"], allow = true) =>
      ruleStatus({ ...about, allow }, holding, { ...question, target });
    expect(of({ resource })).toBe("applies");
    expect(of({ resource: { type: "document", id: "y" } })).toBe("other_resource");
    expect(of({ resource: { type: "folder", id: "x" } })).toBe("other_resource");
    expect(of({})).toBe("other_resource");
    const region = { ...question, target: undefined, region: { scope: "ALL" } } as const;
    expect(ruleStatus(about, holding, region)).toBe("other_resource");
    expect(ruleStatus({ ...about, allow: false }, holding, region)).toBe("applies");
    expect(isAbout(resource, { resource: { type: "folder", id: "x" } })).toBe(false);
  });

  test("without a place nothing is in it", () => {
    const nowhere = { ...question, target: undefined };
    expect(ruleStatus(rule, holding, nowhere)).toBe("out_of_scope");
    expect(ruleStatus({ ...rule, allow: false }, holding, nowhere)).toBe("out_of_scope");
  });

  test("ALLOW must cover, DENY must overlap", () => {
    const unknown: Question = { ...question, target: { ownerId: null } };
    const narrow: Rule = { ...rule, scope: "DEPARTMENT" };
    expect(ruleStatus(narrow, holding, unknown)).toBe("out_of_scope");
    expect(ruleStatus({ ...narrow, allow: false }, holding, unknown)).toBe("applies");
    const region: Question = { ...question, target: undefined, region: { scope: "SCHOOL", schoolId: "a" } };
    expect(ruleStatus(narrow, holding, region)).toBe("out_of_scope");
    expect(ruleStatus({ ...narrow, allow: false }, holding, region)).toBe("applies");
  });
});

describe("conditions", () => {
  const cases = [true, false, "error"].flatMap((outcome) =>
    [true, false].flatMap((allow) =>
      [true, false].flatMap((anywhereAsked) =>
        [true, false].flatMap((readsTarget) =>
          [null, "broken"].map((error) => ({ outcome, allow, anywhereAsked, readsTarget, error })),
        ),
      ),
    ),
  ) as {
    outcome: ConditionOutcome;
    allow: boolean;
    anywhereAsked: boolean;
    readsTarget: boolean;
    error: string | null;
  }[];

  test.each(cases)("%j", ({ outcome, allow, anywhereAsked, readsTarget, error }) => {
    const { condition, asked } = conditionThat(outcome, { readsTarget, error });
    const target = { ownerId: "somebody" };
    const counts = conditionCounts(condition, allow, { ...question, target, anywhere: anywhereAsked });
    // A thing that is only an example says nothing: then what would allow counts. Any other error fails closed.
    const isExample = anywhereAsked && readsTarget && error === null;
    expect(counts).toBe(outcome === "error" ? (isExample ? allow : !allow) : outcome);
    expect(asked.map((environment) => environment.target)).toEqual([anywhereAsked ? undefined : target]);
  });

  test("none is met", () => {
    expect(conditionCounts(null, true, question)).toBe(true);
    expect(conditionCounts(null, false, question)).toBe(true);
  });

  test("see the roles and positions that are held then, each once, in order", () => {
    const place = { schoolId: null, departmentId: null };
    const roles = [
      ["b", null, null],
      ["a", null, null],
      ["a", null, null],
      ["begins", 10, null],
      ["later", 11, null],
      ["ends", null, 10],
      ["ends_later", null, 11],
    ] as const;
    const raw: RawFacts = {
      ...emptyFacts,
      homeSchoolId: "school-a",
      grants: [grantOf({})],
      roleAssignments: roles.map(([code, from, until], n) => ({
        id: `${n}`,
        roleId: `role-${n}`,
        code,
        anchor: place,
        from,
        until,
      })),
      positions: [
        {
          assignmentId: "held",
          positionId: "p",
          code: "kepala",
          anchor: place,
          acting: false,
          from: null,
          until: null,
        },
      ],
    };
    const request = { ip: null, channel: "web" } as const;
    const facts: CompiledFacts = compileFacts(raw, 0);
    expect(conditionContext({ facts, permission: question.permission, at: 10, request })).toEqual({
      actor: {
        id: facts.userId,
        schoolId: "school-a",
        roles: ["a", "b", "begins", "ends_later"],
        positions: ["kepala"],
      },
      now: 10,
      request,
    });
  });
});

describe("guardrails", () => {
  const raw = {
    kind: "other",
    code: "assignment:*",
    resource: null,
    condition: null,
    from: null,
    until: null,
  } as const;
  const guardrail: Guardrail = {
    id: "guardrail",
    kind: "other",
    pattern: "assignment:*",
    from: -Infinity,
    until: Infinity,
    resource: null,
    condition: null,
  };

  test("are found by what they name, in the order of their ids, and the answer is kept", () => {
    const set = new GuardrailSet([
      { ...raw, id: "c" },
      { ...raw, id: "a" },
      { ...raw, id: "b", code: "user:read" },
      { ...raw, id: "d", code: "*:create" },
      { ...raw, id: "0", code: "*:*" },
    ]);
    expect(set.namedBy("assignment:create").map(({ id }) => id)).toEqual(["0", "a", "c", "d"]);
    expect(set.namedBy("assignment:create")).toBe(set.namedBy("assignment:create"));
    expect(set.namedBy("user:read").map(({ id }) => id)).toEqual(["0", "b"]);
  });

  test("say when a window of theirs opens or ends, and what their conditions read", () => {
    const set = (...parts: object[]) => new GuardrailSet(parts.map((part, n) => ({ ...raw, id: `${n}`, ...part })));
    expect(set({ from: 5 }, { until: 9 }, {}).boundaries).toEqual([5, 9]);
    expect(set({ from: 5, until: 9 }).namedBy("assignment:read")).toMatchObject([{ from: 5, until: 9 }]);
    expect(set({}).namedBy("assignment:read")).toMatchObject([{ from: -Infinity, until: Infinity }]);
    const now = { condition: 'now > timestamp("2026-01-01T00:00:00Z")' };
    const request = { condition: 'request.channel == "web"' };
    const reads = ({ readsNow, readsRequest }: GuardrailSet) => [readsNow, readsRequest];
    expect(reads(set({}))).toEqual([false, false]);
    expect(reads(set({}, now))).toEqual([true, false]);
    expect(reads(set({}, request))).toEqual([false, true]);
    expect(reads(set())).toEqual([false, false]);
  });

  test("stand in the way of what they are about", () => {
    const resource = { type: "document", id: "x" };
    const of = (parts: Partial<Guardrail>, more: Partial<Question> = {}) =>
      guardrailStatus({ ...guardrail, ...parts }, { ...question, ...more });
    expect(of({})).toBe("applies");
    expect(of({ until: 10 })).toBe("expired");
    expect(of({ from: 11 })).toBe("not_started");
    expect(of({ resource }, { target: { resource } })).toBe("applies");
    expect(of({ resource }, { target: { resource: { type: "document", id: "y" } } })).toBe("other_resource");
    expect(of({ resource }, { target: undefined })).toBe("other_resource");
    expect(of({ condition: conditionThat(false).condition })).toBe("condition");
    expect(of({ condition: conditionThat(true).condition })).toBe("applies");
    // What cannot be said fails closed.
    expect(of({ condition: conditionThat("error").condition })).toBe("applies");
    // A guardrail that is not about the thing is none, whatever its condition.
    expect(of({ resource, condition: conditionThat(true).condition })).toBe("other_resource");
  });

  test("the first that forbids is named", () => {
    const facts = compileFacts(
      {
        ...emptyFacts,
        guardrails: [
          { ...raw, id: "3" },
          { ...raw, id: "2" },
          { ...raw, id: "1", until: 10 },
        ],
      },
      0,
    );
    expect(forbiddingGuardrail({ ...question, facts })?.id).toBe("2");
    expect(forbiddingGuardrail({ ...question, facts, permission: permissionOf("user:read") })).toBeNull();
    expect(forbiddingGuardrail(question)).toBeNull();
  });
});
