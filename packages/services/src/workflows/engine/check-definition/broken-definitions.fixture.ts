import type { DefinitionWorld } from "./definition-world.ts";

type Json = Readonly<Record<string, unknown>>;

export const smallWorld: DefinitionWorld = {
  actions: new Map([
    [
      "balance.deduct",
      {
        inputs: {
          kind: { type: "string", required: true },
          amount: { type: "double", required: true },
          silent: { type: "boolean", required: false },
        },
      },
    ],
    ["balance.restore", { inputs: {} }],
  ]),
  templates: new Set(["leave.approved"]),
  workflows: new Set(["cuti", "pengadaan"]),
  messages: new Set(["paid"]),
  events: new Set(["employee.created"]),
  calendars: new Set(["NASIONAL"]),
  positions: new Set(["KEPSEK", "KA_SDM"]),
  departments: new Set(["HR"]),
  roles: new Set(["FINANCE"]),
  seats: new Map([["steps.empty.assign.0", 0]]),
};

export const approval = (extra: Json = {}): Json => ({
  type: "approval",
  assign: [{ by: "position", id: "KEPSEK" }],
  strategy: { kind: "ALL" },
  on: { APPROVED: "endApproved", REJECTED: "endRejected" },
  ...extra,
});
const to = (next: string, extra: Json = {}): Json =>
  approval({ on: { APPROVED: next, REJECTED: "endRejected" }, ...extra });
const notify = (next: string, extra: Json = {}): Json => ({
  type: "notification",
  template: "leave.approved",
  to: ["@requester"],
  next,
  ...extra,
});
const choose = (when: string, yes: string, no = "endApproved"): Json => ({
  type: "condition",
  cases: [{ when, to: yes }],
  else: no,
});
const act = (extra: Json = {}): Json => ({
  type: "action",
  use: "balance.deduct",
  with: { kind: "annual", amount: 1 },
  next: "endApproved",
  ...extra,
});
const split = (branches: Json, extra: Json = {}): Json => ({
  type: "parallel",
  branches,
  next: "endApproved",
  ...extra,
});
const starts = (...steps: string[]): Json =>
  Object.fromEntries(steps.map((start, place) => [`b${place + 1}`, { start }]));

export const definition = (steps: Json, extra: Json = {}): Json => ({
  schema: 1,
  key: "coba",
  subject: "request",
  start: "a",
  fields: { days: "double", note: "text", who: "person" },
  steps,
  ...extra,
});
const one = (step: Json, extra: Json = {}): Json => definition({ a: step }, extra);
const sla = (extra: Json): Json => one(approval({ sla: { due: "P2BD", ...extra } }));
const withFields = (fields: Json): Json => one(approval(), { fields });
const rule = (assigned: Json): Json => one(approval({ assign: [assigned] }));
const withoutOn = ({ on: _on, ...step }: Json): Json => step;
const chain = (length: number): Json =>
  Object.fromEntries(Array.from({ length }, (_, n) => [`s${n}`, to(n + 1 < length ? `s${n + 1}` : "endApproved")]));

/** What it is, the definition, and all that is wrong with it: `path: code`. */
export const brokenDefinitions: readonly (readonly [string, unknown, readonly string[]])[] = [
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

  // Expressions
  [
    "an expression that is none",
    one(choose("request.days >", "endApproved")),
    ["steps.a.cases.0.when: expression_syntax"],
  ],
  [
    "a field that the form has not",
    one(choose("request.day > 1", "endApproved")),
    ["steps.a.cases.0.when: expression_field"],
  ],
  [
    "two faults in one expression",
    one(choose("request.day > 1 || foo", "endApproved")),
    ["steps.a.cases.0.when: expression_field", "steps.a.cases.0.when: expression_name"],
  ],
  [
    "a text compared with a number",
    one(choose("request.note > 1", "endApproved")),
    ["steps.a.cases.0.when: expression_operands"],
  ],
  [
    "a condition that is a number",
    one(choose("request.days", "endApproved")),
    ["steps.a.cases.0.when: expression_result"],
  ],
  [
    "a regular expression",
    one(choose("request.note.matches('(a+)+$')", "endApproved")),
    ["steps.a.cases.0.when: expression_not_allowed"],
  ],
  [
    "a regular expression in every place",
    definition({
      a: split({ b1: { start: "b", when: "matches(request.note, '(x+x+)+y')" }, b2: { start: "c" } }),
      b: { type: "wait", for: [{ until: { cel: "request.note.matches('a') ? '' : ''" }, to: "@join" }] },
      c: to("@join", { assign: [{ by: "expr", expr: "request.note.matches('a') ? 'x' : 'y'" }] }),
    }),
    [
      "steps.a.branches.b1.when: expression_not_allowed",
      "steps.b.for.0.until.cel: expression_not_allowed",
      "steps.c.assign.0.expr: expression_not_allowed",
    ],
  ],
  [
    "an expression of 300 parts",
    one(choose(Array.from({ length: 150 }, () => "1").join("+"), "endApproved")),
    ["steps.a.cases.0.when: expression_too_deep"],
  ],
  [
    "an expression thirty brackets deep",
    one(choose(`${"(".repeat(30)}true${")".repeat(30)}`, "endApproved")),
    ["steps.a.cases.0.when: expression_too_deep"],
  ],
  [
    "an expression of 2 KB",
    one(choose(`"${"x".repeat(2_000)}" == ""`, "endApproved")),
    ["steps.a.cases.0.when: too_long"],
  ],
  [
    "an expression of more bytes than letters",
    one(choose(`"${"é".repeat(600)}" == ""`, "endApproved")),
    ["steps.a.cases.0.when: expression_too_long"],
  ],
  [
    "the outcome of a step that is not there",
    one(choose("steps.z.outcome == 'APPROVED'", "endApproved")),
    ["steps.a.cases.0.when: expression_field"],
  ],
  [
    "an outcome that there is not",
    one(choose("steps.a.outcome == 'OK'", "endApproved")),
    ["steps.a.cases.0.when: expression_word"],
  ],
  [
    "an approver that is a number",
    rule({ by: "expr", expr: "request.days" }),
    ["steps.a.assign.0.expr: expression_result"],
  ],
  [
    "a time that is a number",
    one({ type: "wait", for: [{ until: { cel: "request.days" }, to: "endApproved" }] }),
    ["steps.a.for.0.until.cel: expression_result"],
  ],

  // Who decides, and how
  [
    "more approvals than people",
    one(
      approval({
        strategy: { kind: "QUORUM", count: 3 },
        assign: [
          { by: "user", id: "0190a8f0-0000-7000-8000-000000000001" },
          { by: "user", id: "0190a8f0-0000-7000-8000-000000000001" },
          { by: "position", id: "KEPSEK", holders: "FIRST" },
        ],
      }),
    ),
    ["steps.a.strategy.count: quorum_unreachable"],
  ],
  [
    "more points than weight",
    one(
      approval({
        strategy: { kind: "WEIGHTED", points: 6 },
        assign: [
          { by: "field", id: "who", weight: 2 },
          { by: "user", id: "0190a8f0-0000-7000-8000-000000000001", weight: 3 },
          { by: "user", id: "0190a8f0-0000-7000-8000-000000000001", weight: 2 },
        ],
      }),
    ),
    ["steps.a.strategy.points: points_unreachable"],
  ],
  [
    "more points than combined weight",
    one(
      approval({
        combineWeights: true,
        strategy: { kind: "WEIGHTED", points: 6 },
        assign: [
          { by: "user", id: "0190a8f0-0000-7000-8000-000000000001", weight: 3 },
          { by: "user", id: "0190a8f0-0000-7000-8000-000000000001", weight: 2 },
        ],
      }),
    ),
    ["steps.a.strategy.points: points_unreachable"],
  ],
  [
    "a tie without a chair",
    one(approval({ strategy: { kind: "MAJORITY", tie: "CHAIR" } })),
    ["steps.a.strategy.tie: chair_missing"],
  ],
  [
    "no fallback",
    one(approval({ onEmpty: "FALLBACK", onNoDecision: "FALLBACK" })),
    ["steps.a.onEmpty: fallback_missing", "steps.a.onNoDecision: fallback_missing"],
  ],
  ["a chain without an end", rule({ by: "managerChain" }), ["steps.a.assign.0: chain_levels_or_grade"]],
  [
    "a chain with two ends",
    rule({ by: "managerChain", levels: 1, untilGrade: 2 }),
    ["steps.a.assign.0: chain_levels_or_grade"],
  ],
  [
    "a chain from a field that is not there",
    rule({ by: "managerChain", of: "@field:gone", levels: 1 }),
    ["steps.a.assign.0.of: unknown_field"],
  ],
  ["a field that is not there", rule({ by: "field", id: "gone" }), ["steps.a.assign.0.id: unknown_field"]],
  ["a field that is no person", rule({ by: "field", id: "days" }), ["steps.a.assign.0.id: field_not_person"]],
  [
    "a rule that finds nobody",
    definition({ empty: approval() }, { start: "empty" }),
    ["steps.empty.assign.0: resolves_to_nobody"],
  ],
  [
    "an unknown position, department and role",
    one(
      approval({
        assign: [
          { by: "position", id: "RAJA" },
          { by: "department", id: "RAJA" },
        ],
        fallback: { by: "role", id: "RAJA" },
      }),
    ),
    [
      "steps.a.assign.0.id: unknown_position",
      "steps.a.assign.1.id: unknown_department",
      "steps.a.fallback.id: unknown_role",
    ],
  ],
  [
    "unknown people to be told",
    one(notify("endApproved", { to: ["@requester", "@field:gone", { by: "role", id: "RAJA" }] })),
    ["steps.a.to.2.id: unknown_role", "steps.a.to.1: unknown_field"],
  ],
  ["an unknown way to find people", rule({ by: "magic" }), ["steps.a.assign.0.by: unknown_value"]],

  // Times
  [
    "no length of time",
    sla({ due: "P2M", remind: ["tomorrow"] }),
    ["steps.a.sla.due: duration", "steps.a.sla.remind.0: duration"],
  ],
  [
    "nothing as a length of time",
    sla({ due: "P0BD", remind: ["PT0BH"] }),
    ["steps.a.sla.due: duration_zero", "steps.a.sla.remind.0: duration_zero"],
  ],
  [
    "to wait for nothing",
    one({ type: "wait", for: [{ until: "PT0S", to: "endApproved" }] }),
    ["steps.a.for.0.until: duration_zero"],
  ],
  [
    "escalations in disorder",
    sla({
      escalate: [
        { after: "P4BD", do: "remind" },
        { after: "P3BD", do: "remind" },
        { after: "P1D", do: "remind" },
      ],
    }),
    ["steps.a.sla.escalate.1.after: escalations_unsorted"],
  ],
  [
    "an escalation before it is due",
    sla({ escalate: [{ after: "P1BD", do: "remind" }] }),
    ["steps.a.sla.escalate.0.after: escalation_before_due"],
  ],
  [
    "an escalation after the end",
    sla({
      escalate: [
        { after: "P2BD", do: "reject" },
        { after: "P3BD", do: "addApprover", to: { by: "position", id: "RAJA" } },
      ],
    }),
    ["steps.a.sla.escalate.1.to.id: unknown_position", "steps.a.sla.escalate.1: escalation_after_end"],
  ],

  // The form
  ["a choice without options", withFields({ kind: { type: "choice" } }), ["fields.kind.options: options_missing"]],
  [
    "an option twice",
    withFields({ kind: { type: "choice", options: [{ value: "x" }, { value: "x" }] } }),
    ["fields.kind.options.1.value: option_twice"],
  ],
  [
    "options of a number",
    withFields({ n: { type: "double", options: [{ value: "x" }] } }),
    ["fields.n.options: options_unwanted"],
  ],
  [
    "a minimum above the maximum",
    withFields({ n: { type: "money", min: 5, max: 4 } }),
    ["fields.n.min: bounds_crossed"],
  ],
  [
    "bounds of a person",
    withFields({ n: { type: "person", min: 5, max: 4 } }),
    ["fields.n.min: bounds_unwanted", "fields.n.max: bounds_unwanted", "fields.n.min: bounds_crossed"],
  ],
  [
    "a field of an unknown type",
    withFields({ n: "number", m: { type: "text", min: "x" }, o: { type: "list" } }),
    ["fields.n: unknown_value", "fields.m.min: wrong_type", "fields.o.type: unknown_value"],
  ],
  ["a field called as a word of expressions", withFields({ null: "text" }), ["fields.null: reserved_name"]],
  [
    "fields that show each other",
    withFields({
      x: { type: "boolean", visibleWhen: "request.y" },
      y: { type: "boolean", visibleWhen: "request.z || request.y" },
      z: { type: "boolean", visibleWhen: "request.x" },
      w: { type: "boolean", visibleWhen: "request.x && steps.a.outcome == null" },
    }),
    ["fields.x.visibleWhen: visible_when_circular", "fields.w.visibleWhen: expression_field"],
  ],
  [
    "a field that shows itself",
    withFields({ x: { type: "boolean", visibleWhen: "request.x" } }),
    ["fields.x.visibleWhen: visible_when_circular"],
  ],
  [
    "a word that is no option",
    one(choose("request.kind == 'y'", "endApproved"), {
      fields: { kind: { type: "choice", options: [{ value: "x" }] } },
    }),
    ["steps.a.cases.0.when: expression_word"],
  ],

  // What it names
  [
    "unknown actions",
    one(act({ use: "balance.burn", onCancel: "balance.unburn" })),
    ["steps.a.use: unknown_action", "steps.a.onCancel: unknown_action"],
  ],
  ["an action named as none can be", one(act({ use: "Balance" })), ["steps.a.use: characters"]],
  [
    "inputs that do not fit",
    one(act({ with: { amount: "two", silent: { cel: "request.days" }, colour: "red" } })),
    [
      "steps.a.with: input_missing",
      "steps.a.with.amount: input_type",
      "steps.a.with.colour: input_unknown",
      "steps.a.with.silent.cel: expression_result",
    ],
  ],
  [
    "an input that is neither literal nor expression",
    one(act({ with: { kind: { text: "x" }, amount: 1 } })),
    ["steps.a.with.kind.cel: required", "steps.a.with.kind: unknown_key"],
  ],
  [
    "an unknown template",
    one(notify("endApproved", { template: "leave.lost" })),
    ["steps.a.template: unknown_template"],
  ],
  [
    "an unknown subflow",
    one({ type: "subflow", workflow: "x", on: { APPROVED: "endApproved", REJECTED: "endRejected" } }),
    ["steps.a.workflow: unknown_workflow"],
  ],
  [
    "a workflow in itself",
    one({ type: "subflow", workflow: "coba", on: { APPROVED: "endApproved", REJECTED: "endRejected" } }),
    ["steps.a.workflow: subflow_itself"],
  ],
  [
    "messages that nobody sends, or twice",
    one({
      type: "wait",
      for: [
        { message: "lost", to: "endApproved" },
        { message: "paid", to: "endApproved" },
        { message: "paid", to: "endRejected" },
      ],
    }),
    ["steps.a.for.0.message: unknown_message", "steps.a.for.2.message: message_twice"],
  ],
  ["an unknown calendar", one(approval(), { calendar: "MARS" }), ["calendar: unknown_calendar"]],
  [
    "triggers that do not work",
    one(approval(), {
      fields: { days: { type: "double", required: true } },
      triggers: [
        { on: "event", event: "moon.rises", when: "request.days" },
        { on: "schedule", cron: "61 * * * *", zone: "Asia/Jakarta" },
        { on: "schedule", cron: "0 7 * * mon-fri", zone: "Mars/Olympus" },
        { on: "carrier pigeon" },
      ],
    }),
    [
      "triggers.2.zone: zone_unknown",
      "triggers.3.on: unknown_value",
      "triggers.0.event: unknown_event",
      "triggers.1.cron: cron",
      "triggers.1: trigger_lacks_fields",
      "triggers.0.when: expression_result",
    ],
  ],

  // Everything at once
  [
    "faults of every kind in one definition",
    definition(
      {
        a: to("z", {
          distinctFrom: ["b"],
          strategy: { kind: "ODD" },
          assign: [{ by: "position", id: "RAJA" }, { by: "nobody" }],
        }),
        b: choose("request.gone", "a", "@join"),
      },
      { key: "?", calendar: "MARS", fields: { x: "text", y: "nope" }, extra: true },
    ),
    [
      "key: key_characters",
      ": unknown_key",
      "calendar: unknown_calendar",
      "fields.y: unknown_value",
      "steps.a.assign.1.by: unknown_value",
      "steps.a.strategy.kind: unknown_value",
      "steps.a.on.APPROVED: unknown_step",
      "steps.a.assign.0.id: unknown_position",
      "steps.b: unreachable_step",
      "steps.b.cases.0.when: expression_field",
    ],
  ],
];
