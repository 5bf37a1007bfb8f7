import {
  act,
  approval,
  type BrokenDefinition,
  chain,
  choose,
  definition,
  notify,
  one,
  split,
  starts,
  to,
  withFields,
  withoutOn,
} from "./definition-parts.fixture.ts";

/** Faults of the form and of the paths. */
export const brokenPaths: readonly BrokenDefinition[] = [
  // Form
  ["no object", 3, [": wrong_type"]],
  ["nothing", null, [": wrong_type"]],
  ["a list", [], [": wrong_type"]],
  [
    "an empty object",
    {},
    ["schema: required", "key: required", "subject: required", "start: required", "steps: required"],
  ],
  ["another schema", one(approval(), { schema: 2 }), ["schema: unknown_value"]],
  ["an unknown entry", one(approval(), { extra: 1 }), [": unknown_key"]],
  ["a key in capitals", one(approval(), { key: "Cuti" }), ["key: key_characters"]],
  ["a subject with a space", one(approval(), { subject: "a b" }), ["subject: characters"]],
  ["no steps", definition({}), ["start: unknown_step", "steps: too_few"]],
  ["a step of no type", one({}), ["steps.a.type: required"]],
  ["a step of an unknown type", one({ type: "script" }), ["steps.a.type: unknown_value"]],
  [
    "a step whose name is no name",
    definition({ a: to("1b"), "1b": approval() }),
    ["steps.a.on.APPROVED: name_characters", "steps.1b: name_characters", "steps.1b: unreachable_step"],
  ],
  [
    "a step called as an end",
    definition({ a: to("endApproved"), endApproved: notify("endRejected") }),
    ["steps.endApproved: reserved_name", "steps.endApproved: unreachable_step"],
  ],
  ["a step called as a word of expressions", definition({ a: to("in"), in: approval() }), ["steps.in: reserved_name"]],
  ["control characters", one(approval({ description: "a\u0007b" })), ["steps.a.description: control_characters"]],
  ["too many revisions", one(approval(), { maxRevisions: 51 }), ["maxRevisions: too_big"]],
  ["too few revisions", one(approval(), { maxRevisions: -1 }), ["maxRevisions: too_small"]],
  ["a text for a number", one(approval(), { maxRevisions: "3" }), ["maxRevisions: wrong_type"]],
  ["nobody assigned", one(approval({ assign: [] })), ["steps.a.assign: too_few"]],
  [
    "too many withdrawal steps",
    one(approval(), { withdrawUntil: Array.from({ length: 51 }, () => "a") }),
    ["withdrawUntil: too_many"],
  ],
  ["no strategy", one(approval({ strategy: undefined })), ["steps.a.strategy: required"]],
  ["an unknown strategy", one(approval({ strategy: { kind: "MOST" } })), ["steps.a.strategy.kind: unknown_value"]],
  [
    "a threshold and points",
    one(approval({ strategy: { kind: "WEIGHTED", threshold: 50, points: 2 } })),
    ["steps.a.strategy: threshold_or_points"],
  ],
  ["two hundred and one steps", definition(chain(201), { start: "s0" }), ["steps: too_many"]],
  ["more than 256 KB", one(approval(), { description: "x".repeat(300_000) }), [": too_large", "description: too_long"]],
  ["far too much", one(approval(), { description: "x".repeat(5_000_000) }), [": too_large"]],

  [
    "two hundred and one steps, one of them broken",
    definition({ ...chain(201), s200: {} }, { start: "s0" }),
    ["steps: too_many", "steps.s200.type: required"],
  ],
  [
    "a hundred and one fields",
    withFields(Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`f${n}`, "text"]))),
    ["fields: too_many"],
  ],

  // Outcomes
  ["an outcome left out", one(approval({ on: { APPROVED: "endApproved" } })), ["steps.a.on.REJECTED: outcome_unwired"]],
  ["no outcomes at all", one(withoutOn(approval())), ["steps.a.on: required"]],
  [
    "no else",
    one({ type: "condition", cases: [{ when: "true", to: "endApproved" }] }),
    ["steps.a.else: outcome_unwired"],
  ],
  ["a message that leads nowhere", one(notify("endApproved", { next: undefined })), ["steps.a.next: outcome_unwired"]],
  [
    "an outcome that there is not",
    one(approval({ on: { APPROVED: "endApproved", REJECTED: "endRejected", LATE: "a" } })),
    ["steps.a.on: unknown_key"],
  ],
  [
    "a subflow without its rejection",
    one({ type: "subflow", workflow: "cuti", on: { APPROVED: "endApproved" } }),
    ["steps.a.on.REJECTED: outcome_unwired"],
  ],

  // Paths
  ["a start that is not there", one(approval(), { start: "b" }), ["start: unknown_step"]],
  [
    "unknown targets of every kind",
    definition({
      a: choose("true", "x1", "b"),
      b: to("c", { on: { APPROVED: "c", REJECTED: "x2", RETURNED: "x3", EXPIRED: "x4" } }),
      c: { type: "wait", for: [{ message: "paid", to: "x5" }] },
    }),
    [
      "steps.a.cases.0.to: unknown_step",
      "steps.b.on.REJECTED: unknown_step",
      "steps.b.on.RETURNED: unknown_step",
      "steps.b.on.EXPIRED: unknown_step",
      "steps.c.for.0.to: unknown_step",
    ],
  ],
  ["a step that nothing leads to", definition({ a: approval(), b: approval() }), ["steps.b: unreachable_step"]],
  [
    "an island of two",
    definition({ a: approval(), b: to("c"), c: to("b") }),
    ["steps.b: unreachable_step", "steps.c: unreachable_step"],
  ],
  [
    "a loop without exit",
    definition({ a: notify("b"), b: notify("a") }),
    ["steps.a: cannot_end", "steps.b: cannot_end"],
  ],
  [
    "a trap behind a decision",
    definition({ a: to("b"), b: act({ next: "c" }), c: { type: "wait", for: [{ message: "paid", to: "b" }] } }),
    ["steps.b: cannot_end", "steps.c: cannot_end"],
  ],
  [
    "only back to the requester",
    one(approval({ on: { APPROVED: "@requester", REJECTED: "@requester" } })),
    ["steps.a: cannot_end"],
  ],
  [
    "a loop that turns by itself",
    definition({ a: choose("request.days > 1", "b"), b: notify("a") }),
    ["steps.a: loop_without_wait"],
  ],
  ["a condition that leads to itself", one(choose("request.days > 1", "a")), ["steps.a: loop_without_wait"]],
  [
    "a loop through a join",
    definition(
      {
        p: split(starts("x", "y"), { next: "c" }),
        x: notify("@join"),
        y: notify("@join"),
        c: choose("request.days > 1", "p"),
      },
      { start: "p" },
    ),
    ["steps.p: loop_without_wait"],
  ],

  // Branches
  [
    "a join without branches",
    one(approval({ on: { APPROVED: "@join", REJECTED: "endRejected" } })),
    ["steps.a.on.APPROVED: join_outside"],
  ],
  [
    "one branch only",
    one(split(starts("b"))),
    ["steps.a.branches: branch_count", "steps.a.branches.b1.start: unknown_step"],
  ],
  [
    "branches that run into each other",
    definition({ a: split(starts("b", "c")), b: to("c"), c: to("@join") }),
    ["steps.b.on.APPROVED: branches_meet"],
  ],
  [
    "two branches with one beginning",
    definition({ a: split(starts("b", "b")), b: to("@join") }),
    ["steps.a.branches.b2.start: branches_meet"],
  ],
  [
    "a branch that runs out of its parallel",
    definition({
      a: split(starts("b", "c"), { next: "d" }),
      b: to("d"),
      c: to("@join"),
      d: approval(),
    }),
    ["steps.b.on.APPROVED: branch_left"],
  ],
  [
    "a branch that begins with its own parallel",
    definition({ a: split(starts("a", "c")), c: to("@join") }),
    ["steps.a.branches.b1.start: branch_left"],
  ],
  [
    "a way into a branch from outside",
    definition({
      a: to("p", { on: { APPROVED: "p", REJECTED: "b" } }),
      p: split(starts("b", "c")),
      b: to("@join"),
      c: to("@join"),
    }),
    ["steps.p.branches.b1.start: branch_left", "steps.b.on.APPROVED: join_outside"],
  ],
  [
    "a branch that never joins",
    definition({ a: split(starts("b", "c")), b: approval(), c: to("@join") }),
    ["steps.a.branches.b1: join_unreachable"],
  ],
  [
    "more joins than branches",
    definition({ a: split(starts("b", "c"), { join: { kind: "N", count: 3 } }), b: to("@join"), c: to("@join") }),
    ["steps.a.join.count: join_count"],
  ],
  [
    "too few branches that join",
    definition({ a: split(starts("b", "c"), { join: { kind: "N", count: 2 } }), b: approval(), c: to("@join") }),
    ["steps.a.join: join_unreachable"],
  ],
  [
    "no branch that joins, where the first would do",
    definition({ a: split(starts("b", "c"), { join: { kind: "ANY" } }), b: approval(), c: approval() }),
    ["steps.a.join: join_unreachable"],
  ],
  [
    "branches of an inner parallel in the outer one",
    definition({
      a: split(starts("p", "c")),
      p: split(starts("x", "y"), { next: "@join" }),
      x: to("c"),
      y: to("@join"),
      c: to("@join"),
    }),
    ["steps.x.on.APPROVED: branches_meet"],
  ],

  // Before and after
  [
    "four eyes with a step that is not there",
    one(approval({ distinctFrom: ["z"] })),
    ["steps.a.distinctFrom.0: unknown_step"],
  ],
  [
    "four eyes with a later step",
    definition({ a: to("b", { distinctFrom: ["b"] }), b: approval() }),
    ["steps.a.distinctFrom.0: not_before"],
  ],
  ["four eyes with itself", one(approval({ distinctFrom: ["a"] })), ["steps.a.distinctFrom.0: not_before"]],
  [
    "the choice of a step that decides nothing",
    definition({ a: notify("b"), b: approval({ assign: [{ by: "previousApproverChoice", step: "a" }] }) }),
    ["steps.b.assign.0.step: not_an_approval"],
  ],
  [
    "the choice of a step on another way",
    definition({
      a: choose("true", "b", "c"),
      b: approval(),
      c: approval({ assign: [{ by: "previousApproverChoice", step: "b" }] }),
    }),
    ["steps.c.assign.0.step: not_before"],
  ],
  [
    "withdrawal until a step that is not there",
    one(approval(), { withdrawUntil: ["a", "z"] }),
    ["withdrawUntil.1: unknown_step"],
  ],
];
