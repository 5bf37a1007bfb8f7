import { describe, expect, it } from "vitest";
import { mappedTwice, mappingOf, suggestedState, unmapped, withKept } from "./mapping-state.ts";

const column = (header: string, field: string | null) => ({ header, field, confidence: 1, samples: [] });

describe("the mapping of a file's columns", () => {
  const state = suggestedState([column("Nama", "name"), column("NIP", "nip"), column("Aneh", null)]);

  it("begins with what is suggested and knows what is missing", () => {
    expect(unmapped(state)).toEqual(["Aneh"]);
    expect(mappingOf(state).columns[0]).toEqual({ header: "Nama", field: "name" });
  });

  it("takes from a kept mapping what it says of headings that the file has", () => {
    const next = withKept(state, {
      columns: [
        { header: "Aneh", field: "ignore" },
        { header: "Lain", field: "email" },
      ],
    });
    expect(unmapped(next)).toEqual([]);
    expect([...next.keys()]).toEqual(["Nama", "NIP", "Aneh"]);
  });

  it("notices a field that is filled twice, but lets several columns be ignored", () => {
    expect([...mappedTwice(new Map([...state, ["Aneh", "nip"]]))]).toEqual(["nip"]);
    expect(
      mappedTwice(
        new Map([
          ["a", "ignore"],
          ["b", "ignore"],
        ]),
      ).size,
    ).toBe(0);
  });
});
