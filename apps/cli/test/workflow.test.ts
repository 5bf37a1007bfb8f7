import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoDefinitions } from "@gloria/services";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGloria } from "./run-gloria.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gloria-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs it on this text, with no database anywhere. */
async function validate(text: string, ...flags: readonly string[]) {
  const file = join(folder, "definition.json");
  await writeFile(file, text);
  return runGloria({}, "workflow", "validate", file, ...flags);
}

const broken = JSON.stringify({
  ...demoDefinitions[0],
  start: "nowhere",
  steps: { a: { type: "end", outcome: "DONE" }, b: { type: "condition", cases: [{ when: "request.x", to: "a" }] } },
});

describe("gloria workflow validate", () => {
  it("finds nothing wrong with the demo's definitions", async () => {
    for (const definition of demoDefinitions) {
      expect(await validate(JSON.stringify(definition))).toEqual({ code: 0, out: "ok\n", err: "" });
    }
    const { out } = await validate(JSON.stringify(demoDefinitions[0]), "--json");
    expect(JSON.parse(out)).toEqual({ valid: true, problems: [] });
  });

  it("prints every problem with its path, in the language asked for", async () => {
    expect(await validate(broken, "--locale", "en")).toEqual({
      code: 1,
      out: [
        "start  There is no step nowhere.",
        "withdrawUntil.0  There is no step catat.",
        "withdrawUntil.1  There is no step kabar.",
        "steps.a.outcome  This is none of: APPROVED, REJECTED, CANCELLED, EXPIRED, and FAILED.",
        "steps.b.else  else leads nowhere: say which step follows.",
        "steps.b.cases.0.when  request has no x.",
        "6 problems",
        "",
      ].join("\n"),
      err: "",
    });
    const indonesian = await validate(broken, "--locale", "id");
    expect(indonesian.out).toContain("start  Tidak ada langkah nowhere.\n");
  });

  it("answers a program with codes, params and texts", async () => {
    const { code, out } = await validate(broken, "--locale", "en", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      valid: false,
      problems: [
        { path: ["start"], code: "unknown_step", params: { step: "nowhere" }, message: "There is no step nowhere." },
        { path: ["withdrawUntil", 0] },
        { path: ["withdrawUntil", 1] },
        { path: ["steps", "a", "outcome"] },
        { path: ["steps", "b", "else"], code: "outcome_unwired" },
        { path: ["steps", "b", "cases", 0, "when"], code: "expression_field" },
      ],
    });
  });

  it("says when there is no such file, or no JSON in it", async () => {
    expect(await runGloria({}, "workflow", "validate", join(folder, "gone.json"))).toMatchObject({ code: 4, out: "" });
    expect(await validate("{")).toMatchObject({ code: 2, out: "", err: expect.stringContaining("is no JSON") });
    expect(await validate("3", "--locale", "en")).toMatchObject({ code: 1, out: expect.stringMatching(/^- {2}/) });
    expect((await runGloria({}, "workflow", "validate")).code).toBe(2);
    expect((await validate(" ".repeat(17 * 1024 * 1024))).err).toContain("too large");
  });
});
