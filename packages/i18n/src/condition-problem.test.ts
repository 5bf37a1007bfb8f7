import { conditionProblems } from "@gloria/contracts";
import { expect, it } from "vitest";
import { en } from "./en/index.ts";
import { id } from "./id/index.ts";
import { placeholdersOf } from "./index.ts";

it("has a text for each problem of a condition in both languages, with all that the code carries in it", () => {
  for (const { conditionProblem } of [id, en]) {
    const texts: Readonly<Record<string, string>> = conditionProblem;
    expect(Object.keys(texts).sort()).toEqual(Object.keys(conditionProblems).sort());
    for (const [code, params] of Object.entries(conditionProblems)) {
      expect([...new Set(placeholdersOf(texts[code] ?? ""))].sort(), code).toEqual([...params].sort());
    }
  }
});
