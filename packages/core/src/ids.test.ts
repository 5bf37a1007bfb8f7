import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexToId, idToHex, isId, newId } from "./ids.ts";

describe("ids", () => {
  it("sort by the time they were made, and are never made twice", () => {
    const ids = Array.from({ length: 2_000 }, () => newId());
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(isId)).toBe(true);
  });

  it("of seeded history carry the given millisecond", () => {
    const at = Date.UTC(2026, 0, 2);
    expect(Number.parseInt(newId(at).replaceAll("-", "").slice(0, 12), 16)).toBe(at);
    expect(newId(at) < newId(at + 1)).toBe(true);
  });

  it("go to hex and back", () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(hexToId(idToHex(id))).toBe(id);
      }),
    );
    for (const hex of ["", "x", "0".repeat(31), "0".repeat(33), "G".repeat(32), "A".repeat(32), `${"0".repeat(32)}\n`])
      expect(hexToId(hex)).toBeNull();
    for (const text of ["", "x", "0197f000-0000-7000-8000-00000000000", "not-an-id"]) expect(isId(text)).toBe(false);
  });
});
