import { describe, expect, it } from "vitest";
import { personOf, readPeople } from "./read-people.ts";

describe("readPeople", () => {
  it("takes lines, commas and columns, and each only once", () => {
    expect(readPeople("a@b.id, 00123\nA@B.ID\t77;x.y\n\n")).toEqual(["a@b.id", "00123", "77", "x.y"]);
    expect(readPeople(" \n")).toEqual([]);
  });
});

describe("personOf", () => {
  const ani = { email: "ani@b.id", nip: "001", username: null };
  const budi = { email: "budi@b.id", nip: "0012", username: "budi" };

  it("knows a person by all of the word, not by a part of it", () => {
    expect(personOf("001", [ani, budi])).toBe(ani);
    expect(personOf("ANI@B.ID", [ani, budi])).toBe(ani);
    expect(personOf("budi", [ani, budi])).toBe(budi);
    expect(personOf("bud", [ani, budi])).toBeNull();
  });

  it("chooses nobody where two share a word", () => {
    expect(personOf("001", [ani, { ...budi, username: "001" }])).toBeNull();
  });
});
