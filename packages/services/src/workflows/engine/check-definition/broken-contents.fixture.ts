import {
  act,
  approval,
  type BrokenDefinition,
  choose,
  definition,
  notify,
  one,
  rule,
  sla,
  split,
  to,
  withFields,
} from "./definition-parts.fixture.ts";

/** Faults of what stands in a definition whose form is right. */
export const brokenContents: readonly BrokenDefinition[] = [
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
