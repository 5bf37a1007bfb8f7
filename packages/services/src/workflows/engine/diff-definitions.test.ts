import { type WorkflowSpecInput, workflowSpecSchema } from "@gloria/contracts";
import { expect, test } from "vitest";
import { diffDefinitions } from "./diff-definitions.ts";

const base = {
  schema: 1,
  key: "coba",
  subject: "request",
  start: "a",
  fields: { days: "double", note: "text" },
  steps: {
    a: {
      type: "approval",
      assign: [{ by: "position", id: "KEPSEK" }],
      strategy: { kind: "ALL" },
      on: { APPROVED: "b", REJECTED: "endRejected" },
    },
    b: { type: "notification", template: "x", to: ["@requester"], next: "endApproved" },
  },
} as const satisfies WorkflowSpecInput;
const spec = (extra: Partial<WorkflowSpecInput> = {}) => workflowSpecSchema.parse({ ...base, ...extra });

test("a version does not differ from itself, however it was written", () => {
  const none = { settings: [], fields: [], steps: [] };
  expect(diffDefinitions(spec(), spec())).toEqual(none);
  const { a, b } = base.steps;
  expect(
    diffDefinitions(spec(), spec({ steps: { b, a }, fields: { note: "string", days: { type: "double" } } })),
  ).toEqual(none);
});

test("settings, fields and steps are told apart, with the paths of what changed", () => {
  const { a } = base.steps;
  const after = spec({
    maxRevisions: 5,
    calendar: "NASIONAL",
    withdrawUntil: ["a"],
    fields: { days: { type: "double", required: true, max: 5 }, who: "person" },
    steps: {
      a: {
        ...a,
        assign: [
          { by: "role", id: "KEPSEK" },
          { by: "position", id: "WAKUR" },
        ],
        on: { APPROVED: "c", REJECTED: "endRejected" },
        sla: { due: "P2BD" },
      },
      c: { type: "end", outcome: "APPROVED" },
    },
  });
  expect(diffDefinitions(spec(), after)).toEqual({
    settings: [
      { path: ["calendar"], before: "@school", after: "NASIONAL" },
      { path: ["maxRevisions"], before: 3, after: 5 },
      { path: ["withdrawUntil", 0], before: undefined, after: "a" },
    ],
    fields: [
      {
        name: "days",
        change: "changed",
        changes: [
          { path: ["fields", "days", "required"], before: false, after: true },
          { path: ["fields", "days", "max"], before: undefined, after: 5 },
        ],
      },
      { name: "note", change: "removed", changes: [] },
      { name: "who", change: "added", changes: [] },
    ],
    steps: [
      {
        name: "a",
        change: "changed",
        changes: expect.arrayContaining([
          { path: ["steps", "a", "assign", 0, "by"], before: "position", after: "role" },
          { path: ["steps", "a", "assign", 1], before: undefined, after: expect.objectContaining({ id: "WAKUR" }) },
          { path: ["steps", "a", "on", "APPROVED"], before: "b", after: "c" },
          { path: ["steps", "a", "sla"], before: undefined, after: expect.objectContaining({ due: "P2BD" }) },
        ]),
      },
      { name: "b", change: "removed", changes: [] },
      { name: "c", change: "added", changes: [] },
    ],
  });
  const { steps, fields, settings } = diffDefinitions(after, spec());
  expect([settings.length, ...fields, ...steps].map((one) => (typeof one === "number" ? one : one.change))).toEqual([
    3,
    "changed",
    "removed",
    "added",
    "changed",
    "removed",
    "added",
  ]);
});
