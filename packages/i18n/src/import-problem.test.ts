import { importFileNotices, importFileProblems, importRowProblems } from "@gloria/contracts";
import { describe, expect, it } from "vitest";
import { en } from "./en/index.ts";
import { id } from "./id/index.ts";
import { placeholdersOf } from "./index.ts";

const catalogues = [
  ["importFileProblem", importFileProblems],
  ["importFileNotice", importFileNotices],
  ["importRowProblem", importRowProblems],
] as const;

describe.each(catalogues)("%s", (section, codes) => {
  it("has a text for each code in both languages, with no value in it that the code does not carry", () => {
    for (const language of [id, en]) {
      const texts: Readonly<Record<string, string>> = language[section];
      expect(Object.keys(texts).sort()).toEqual(Object.keys(codes).sort());
      for (const [code, params] of Object.entries(codes)) {
        expect(params, code).toEqual(expect.arrayContaining(placeholdersOf(texts[code] ?? "")));
      }
    }
  });
});
