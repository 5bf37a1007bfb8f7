import { workflowProblems } from "@gloria/contracts";
import { expect, it } from "vitest";
import { en } from "./en/index.ts";
import { id } from "./id/index.ts";
import { placeholdersOf } from "./index.ts";

it("has a text for each problem of a definition in both languages, with no value in it that the code does not carry", () => {
  for (const { workflowProblem } of [id, en]) {
    const texts: Readonly<Record<string, string>> = workflowProblem;
    expect(Object.keys(texts).sort()).toEqual(Object.keys(workflowProblems).sort());
    for (const [code, params] of Object.entries(workflowProblems)) {
      // Where in an expression is shown, not said.
      const said = params.filter((param) => param !== "offset");
      expect([...new Set(placeholdersOf(texts[code] ?? ""))].sort(), code).toEqual([...said].sort());
    }
  }
});
