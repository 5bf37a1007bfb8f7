import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneOf, parseSearch, stringifySearch, textParam, textParams } from "./search-params.ts";

describe("search parameters", () => {
  it("keeps digits as text and leaves out what is empty", () => {
    expect(parseSearch("?q=0012&school=")).toEqual({ q: "0012", school: "" });
    expect(stringifySearch({ q: "0012", school: undefined, cursor: "", page: null })).toBe("?q=0012");
    expect(stringifySearch({})).toBe("");
  });

  it("reads back any text that it wrote", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (q) => {
        expect(parseSearch(stringifySearch({ q }))).toEqual({ q });
      }),
    );
  });

  it("takes only what fits", () => {
    expect(textParam({ q: "a" }, "q")).toEqual({ q: "a" });
    expect(textParam({ q: 7 }, "q")).toEqual({});
    expect(textParams({ q: "a", at: 7, id: "" }, ["q", "at", "id"])).toEqual({ q: "a" });
    expect(oneOf(["active", "invited"], "active")).toBe("active");
    expect(oneOf(["active"], "nonsense")).toBeUndefined();
    expect(oneOf(["active"], undefined)).toBeUndefined();
  });
});
