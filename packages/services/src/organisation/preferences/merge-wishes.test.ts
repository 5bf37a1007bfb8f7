import { describe, expect, it } from "vitest";
import { mergeWishes } from "./preference-queries.ts";

describe("mergeWishes", () => {
  it("changes what is named and nothing else", () => {
    const before = { a: { email: false, in_app: true }, b: { email: true } };
    expect(mergeWishes(before, { a: { email: true }, c: { in_app: false } })).toEqual({
      a: { email: true, in_app: true },
      b: { email: true },
      c: { in_app: false },
    });
    expect(mergeWishes(before, {})).toEqual(before);
    expect(mergeWishes(before, { a: { email: undefined }, b: undefined })).toEqual(before);
  });
});
