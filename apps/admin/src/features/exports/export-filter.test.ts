import { describe, expect, it } from "vitest";
import { readExportFilter } from "./export-filter.ts";

describe("the filter of an export in the address", () => {
  it("is read back as it was written", () => {
    const filter = { q: "0012", deleted: false, status: "active" };
    expect(readExportFilter(JSON.stringify(filter))).toEqual(filter);
  });

  it.each([undefined, "", "{", "[1]", "null", '{"q":{"a":1}}'])("is none where it is %s", (text) => {
    expect(readExportFilter(text)).toEqual({});
  });
});
