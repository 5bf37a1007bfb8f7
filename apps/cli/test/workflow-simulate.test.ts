import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoDefinitions } from "@gloria/services";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGloria } from "./run-gloria.ts";

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gloria-cli-"));
  file = join(folder, "definition.json");
});
afterAll(() => rm(folder, { recursive: true }));

const definition = {
  schema: 1,
  key: "probe",
  subject: "probe",
  fields: { days: "double" },
  start: "head",
  steps: {
    head: {
      type: "approval",
      assign: [{ by: "position", id: "KEPSEK" }],
      strategy: { kind: "ALL" },
      on: { APPROVED: "gate", REJECTED: "endRejected" },
    },
    gate: { type: "condition", cases: [{ when: "request.days > 5.0", to: "treasurer" }], else: "endApproved" },
    treasurer: {
      type: "approval",
      assign: [{ by: "role", id: "FINANCE" }],
      strategy: { kind: "ALL" },
      on: { APPROVED: "endApproved", REJECTED: "endRejected" },
    },
  },
};

async function simulate(input: unknown, ...flags: readonly string[]) {
  await writeFile(file, JSON.stringify(input));
  return runGloria({}, "workflow", "simulate", file, ...flags);
}

function withoutTimes(out: string): string[] {
  return out
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/^\d{4}-\S+ {2}/, ""));
}

describe("gloria workflow simulate", () => {
  it("prints what happens, and how it ends", async () => {
    const { code, out, err } = await simulate(definition, "--data", '{"days": 2}');
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(withoutTimes(out)).toEqual([
      "= RUNNING",
      "→ head",
      "head: ask position:KEPSEK [assign.0]",
      "head: position:KEPSEK APPROVED",
      "head: APPROVED",
      "→ gate",
      "gate: to endApproved",
      "gate: DONE",
      "= APPROVED",
      "APPROVED",
    ]);
  });

  it("does what it is told, and says where it waits", async () => {
    const told = JSON.stringify([{ step: "head", decision: "APPROVED" }]);
    const { out } = await simulate(definition, "--data", '{"days": 6}', "--decisions", told);
    expect(withoutTimes(out).slice(-2)).toEqual(["waits at treasurer for role:FINANCE", "RUNNING"]);
    const json = await simulate(definition, "--data", '{"days": 6}', "--decisions", told, "--json");
    expect(JSON.parse(json.out)).toMatchObject({
      state: "RUNNING",
      waiting: [{ step: "treasurer", asked: ["role:FINANCE"] }],
      refused: null,
      endless: false,
    });
  });

  it("refuses what could not be", async () => {
    const told = JSON.stringify([{ step: "treasurer", decision: "APPROVED" }]);
    const { code, out } = await simulate(definition, "--decisions", told);
    expect(code).toBe(5);
    expect(out).toContain("decision 0 was refused: workflow.step_closed\n");
  });

  it("wants a sound definition, and JSON", async () => {
    expect(await simulate({ ...definition, start: "nowhere" })).toMatchObject({ code: 1, out: "" });
    expect(await simulate(definition, "--data", "{")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--data"),
    });
    expect(await simulate(definition, "--decisions", '[{"step": "head"}]')).toMatchObject({ code: 2, out: "" });
  });

  it("brings each of the demo's workflows to rest", async () => {
    for (const demo of demoDefinitions) {
      const { code, out } = await simulate(demo, "--json");
      expect({ key: demo.key, code, endless: JSON.parse(out).endless }).toEqual({
        key: demo.key,
        code: 0,
        endless: false,
      });
    }
  });
});
