import { workflowSpecSchema } from "@gloria/contracts";
import { describe, expect, test } from "vitest";
import { demoRoles } from "./onboarding/demo/role-catalogue.ts";
import { officeDepartments, officeSeatCodes, schoolDepartments, seatCodes } from "./onboarding/demo/seat-catalogue.ts";
import {
  type ActionShape,
  checkDefinition,
  type DefinitionWorld,
  demoDefinitions,
  evaluateExpression,
} from "./workflows/index.ts";

const balance = {
  inputs: { kind: { type: "string", required: true }, amount: { type: "double", required: true } },
} as const;
const text = { type: "string", required: true } as const;

/** What the demo foundation has, by codes. */
const demoWorld: DefinitionWorld = {
  actions: new Map<string, ActionShape>([
    ["balance.deduct", balance],
    ["balance.restore", balance],
    ["assignment.create", { inputs: { userId: text, schoolId: text, position: text, from: text, decreeNumber: text } }],
  ]),
  templates: new Set(["workflow.notice"]),
  workflows: new Set(),
  messages: new Set(["consentComplete"]),
  events: new Set(),
  calendars: new Set(),
  positions: new Set([...seatCodes, ...officeSeatCodes]),
  departments: new Set([...schoolDepartments, ...officeDepartments].map(([code]) => code)),
  roles: new Set(demoRoles.map(({ code }) => code)),
  seats: new Map(),
};

test("the demo foundation has its eight workflows", () => {
  expect(demoDefinitions.map(({ key }) => key)).toEqual([
    "cuti",
    "pengadaan",
    "rab",
    "reimbursement",
    "karyawisata",
    "surat-tugas",
    "mutasi",
    "permintaan-pdp",
  ]);
});

describe.each(demoDefinitions.map((definition) => [definition.key, definition] as const))("%s", (_, definition) => {
  test("can be published", () => {
    expect(checkDefinition(definition, demoWorld)).toEqual({
      problems: [],
      spec: workflowSpecSchema.parse(definition),
    });
  });

  test("has names in both languages for all that people see", () => {
    const { name, fields, steps } = workflowSpecSchema.parse(definition);
    const labels = [
      name,
      ...Object.values(steps).map((step) => step.name),
      ...Object.values(fields).flatMap(({ label, options = [] }) => [label, ...options.map((option) => option.label)]),
    ];
    for (const label of labels) expect(label).toMatchObject({ id: expect.any(String), en: expect.any(String) });
  });
});

test("who does not count the quotes for a large purchase gets it back", () => {
  const definition = demoDefinitions.find(({ key }) => key === "pengadaan");
  const spec = workflowSpecSchema.parse(definition);
  const step = spec.steps["penawaran"];
  const when = step?.type === "condition" ? (step.cases[0]?.when ?? "") : "";
  const answer = (request: Readonly<Record<string, number>>) =>
    evaluateExpression(spec, when, { request, requester: { id: "u", schoolId: null }, steps: {}, now: 0 });
  expect(answer({ amount: 25_000_001 })).toEqual({ ok: true, value: true });
  expect(answer({ amount: 25_000_001, quotes: 2 })).toEqual({ ok: true, value: true });
  expect(answer({ amount: 25_000_001, quotes: 3 })).toEqual({ ok: true, value: false });
  expect(answer({ amount: 25_000_000 })).toEqual({ ok: true, value: false });
});
