import type { DefinitionWorld } from "./definition-world.ts";

export type Json = Readonly<Record<string, unknown>>;

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
export const to = (next: string, extra: Json = {}): Json =>
  approval({ on: { APPROVED: next, REJECTED: "endRejected" }, ...extra });
export const notify = (next: string, extra: Json = {}): Json => ({
  type: "notification",
  template: "leave.approved",
  to: ["@requester"],
  next,
  ...extra,
});
export const choose = (when: string, yes: string, no = "endApproved"): Json => ({
  type: "condition",
  cases: [{ when, to: yes }],
  else: no,
});
export const act = (extra: Json = {}): Json => ({
  type: "action",
  use: "balance.deduct",
  with: { kind: "annual", amount: 1 },
  next: "endApproved",
  ...extra,
});
export const split = (branches: Json, extra: Json = {}): Json => ({
  type: "parallel",
  branches,
  next: "endApproved",
  ...extra,
});
export const starts = (...steps: string[]): Json =>
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
export const one = (step: Json, extra: Json = {}): Json => definition({ a: step }, extra);
export const sla = (extra: Json): Json => one(approval({ sla: { due: "P2BD", ...extra } }));
export const withFields = (fields: Json): Json => one(approval(), { fields });
export const rule = (assigned: Json): Json => one(approval({ assign: [assigned] }));
export const withoutOn = ({ on: _on, ...step }: Json): Json => step;
export const chain = (length: number): Json =>
  Object.fromEntries(Array.from({ length }, (_, n) => [`s${n}`, to(n + 1 < length ? `s${n + 1}` : "endApproved")]));

/** What it is, the definition, and all that is wrong with it: `path: code`. */
export type BrokenDefinition = readonly [string, unknown, readonly string[]];
