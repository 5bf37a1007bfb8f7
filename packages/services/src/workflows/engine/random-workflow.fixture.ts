import type { WorkflowSpec, WorkflowSpecInput } from "@gloria/contracts";
import fc from "fast-check";
import { specOf } from "./scenario.fixture.ts";

type Steps = WorkflowSpecInput["steps"];
type Step = Steps[string];

/** A well-formed piece of a definition, before its steps have names. */
export type Block =
  | {
      readonly kind: "approval";
      readonly parts: object;
      readonly rejected: "end" | "again" | "on";
      readonly returns: boolean;
    }
  | { readonly kind: "action"; readonly undo: boolean; readonly max: number }
  | { readonly kind: "notification" }
  | { readonly kind: "choice"; readonly when: string; readonly yes: readonly Block[]; readonly no: readonly Block[] }
  | {
      readonly kind: "parallel";
      readonly branches: readonly (readonly Block[])[];
      readonly when: boolean;
      readonly join: object;
    }
  | { readonly kind: "subflow"; readonly other: boolean }
  | { readonly kind: "wait"; readonly message: boolean; readonly until: string | null };

export const people = ["ani", "budi", "citra", "dewi", "eko", "guru"] as const;
const person = fc.constantFrom(...people);
const duration = fc.constantFrom("PT1H", "PT5H", "P1D", "P2BD", "PT8BH");
const when = fc.constantFrom("request.days > 5.0", "request.urgent == true", "steps.s1.outcome == 'APPROVED'");

const rule = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      by: fc.constant("role"),
      id: person,
      weight: fc.integer({ min: 1, max: 3 }),
      veto: fc.nat(5).map((n) => n === 0),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ by: "role", id: "several" }) },
  { weight: 1, arbitrary: fc.constant({ by: "role", id: "nobody" }) },
  { weight: 1, arbitrary: fc.constant({ by: "field", id: "person" }) },
  // Fails where the request does not say how many days.
  { weight: 1, arbitrary: fc.constant({ by: "expr", expr: "request.days + 1.0 > 4.0 ? ['ani', 'eko'] : ['budi']" }) },
  { weight: 1, arbitrary: fc.constant({ by: "previousApproverChoice", step: "s1" }) },
);
const strategy = fc.oneof(
  fc.constantFrom({ kind: "ALL" }, { kind: "ANY" }, { kind: "MAJORITY" }, { kind: "ALL", rejectRule: "WAIT_ALL" }),
  fc.integer({ min: 1, max: 3 }).map((count) => ({ kind: "QUORUM", count })),
  fc.integer({ min: 1, max: 100 }).map((threshold) => ({ kind: "WEIGHTED", threshold })),
);
const escalation = fc.record({ after: duration }).chain(({ after }) =>
  fc.oneof(
    fc.constantFrom("remind", "reject", "approve", "expire").map((what) => ({ after, do: what })),
    fc.tuple(fc.constantFrom("addApprover", "reassign", "notify"), rule).map(([what, to]) => ({ after, do: what, to })),
  ),
);
const sla = fc.record({
  due: duration,
  remind: fc.array(duration, { maxLength: 2 }),
  escalate: fc.array(escalation, { maxLength: 2 }),
});
const approvalParts = fc.record(
  {
    assign: fc.array(rule, { minLength: 1, maxLength: 4 }),
    strategy,
    sla,
    onEmpty: fc.constantFrom("ADMIN_RESCUE", "FALLBACK", "FAIL", "AUTO_APPROVE"),
    onNoDecision: fc.constantFrom("ESCALATE", "REJECT", "FALLBACK"),
    fallback: rule,
    selfApproval: fc.constantFrom("MANAGER", "SKIP_IF_OTHERS", "ALLOW"),
    distinctFrom: fc.constantFrom([], ["s1"]),
    combineWeights: fc.boolean(),
    resolve: fc.constantFrom("AT_OPEN", "LIVE"),
    commentRequired: fc.constantFrom("NEVER", "REJECT"),
    onSubjectChange: fc.constantFrom("BLOCK", "RESTART_STEP", "RESTART"),
  },
  { requiredKeys: ["assign", "strategy"] },
);

const approval = fc.record({
  kind: fc.constant("approval" as const),
  parts: approvalParts,
  rejected: fc.constantFrom("end" as const, "again" as const, "on" as const),
  returns: fc.boolean(),
});
const plain = fc.oneof(
  { weight: 5, arbitrary: approval },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("action" as const), undo: fc.boolean(), max: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "notification" as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("subflow" as const), other: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      message: fc.boolean(),
      until: fc.option(fc.oneof(duration, fc.constant("cel"))),
    }),
  },
);

const { sequence } = fc.letrec<{ block: Block; sequence: readonly Block[] }>((tie) => ({
  sequence: fc.array(tie("block"), { minLength: 1, maxLength: 3 }),
  block: fc.oneof(
    { maxDepth: 2, depthIdentifier: "block" },
    { weight: 4, arbitrary: plain },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("choice" as const), when, yes: tie("sequence"), no: tie("sequence") }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("parallel" as const),
        branches: fc.array(tie("sequence"), { minLength: 2, maxLength: 3 }),
        when: fc.boolean(),
        join: fc.oneof(
          fc.constant({ kind: "ALL" }),
          fc.record({ kind: fc.constant("ANY"), others: fc.constantFrom("CANCEL", "RECORD") }),
          fc.record({ kind: fc.constant("N"), count: fc.constant(2), others: fc.constantFrom("CANCEL", "RECORD") }),
        ),
      }),
    },
  ),
}));

/** Definitions that publishing would let through, of every type of step, nested and with loops. */
export const randomSpec: fc.Arbitrary<WorkflowSpec> = fc
  .tuple(sequence, fc.nat(3), fc.boolean())
  .map(([blocks, maxRevisions, isFromStart]) => compile(blocks, maxRevisions, isFromStart));

function compile(blocks: readonly Block[], maxRevisions: number, isFromStart: boolean): WorkflowSpec {
  const steps: Record<string, Step> = {};
  let count = 0;
  // Built from the end, since each step names what comes after it.
  const sequenceOf = (all: readonly Block[], exit: string): string => {
    const names = all.map(() => `s${++count}`);
    for (const [n, block] of all.entries()) {
      const name = names[n] ?? exit;
      steps[name] = stepOf(block, name, names[n + 1] ?? exit);
    }
    return names[0] ?? exit;
  };
  const stepOf = (block: Block, name: string, next: string): Step => {
    switch (block.kind) {
      case "approval":
        return {
          type: "approval",
          assign: [],
          strategy: { kind: "ALL" },
          ...block.parts,
          on: {
            APPROVED: next,
            REJECTED: { end: "endRejected", again: name, on: next }[block.rejected],
            ...(block.returns ? { RETURNED: "@requester" } : {}),
          },
        };
      case "action":
        return {
          type: "action",
          use: "balance.deduct",
          with: { days: { cel: "request.days" }, kind: "annual" },
          retry: { max: block.max, backoff: "PT10S" },
          ...(block.undo ? { onCancel: "balance.restore" } : {}),
          next,
        };
      case "notification":
        return { type: "notification", template: "told", to: ["@requester", { by: "role", id: "ani" }], next };
      case "choice":
        return {
          type: "condition",
          cases: [{ when: block.when, to: sequenceOf(block.yes, next) }],
          else: sequenceOf(block.no, next),
        };
      case "parallel":
        return {
          type: "parallel",
          branches: Object.fromEntries(
            block.branches.map((branch, n) => [
              `b${n}`,
              {
                start: sequenceOf(branch, "@join"),
                ...(block.when && n === 0 ? { when: "request.days > 3.0" } : {}),
              },
            ]),
          ),
          join: block.join as never,
          next,
        };
      case "subflow":
        return {
          type: "subflow",
          workflow: "child",
          on: { APPROVED: next, REJECTED: "endRejected", ...(block.other ? { OTHER: next } : {}) },
        };
      case "wait":
        return {
          type: "wait",
          for: [
            ...(block.message || block.until === null ? [{ message: "paid", to: next }] : []),
            ...(block.until === null
              ? []
              : [{ until: block.until === "cel" ? { cel: "request.until" } : block.until, to: next }]),
          ],
        };
    }
  };
  const start = sequenceOf(blocks, "endApproved");
  return specOf(steps, { start, maxRevisions, resubmitTo: isFromStart ? "START" : "STEP" });
}
