import { isAppError } from "@gloria/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, instantKey, pageFrom, textKey } from "./cursor.ts";

const id = "0197f000-0000-7000-8000-000000000000";
const raw = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function refusalOf(decode: () => unknown): unknown {
  try {
    return decode();
  } catch (error) {
    return isAppError(error) ? error.code : error;
  }
}

describe("cursors", () => {
  it("come back as they were made", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }).filter((text) => !text.includes("\0")),
        (text) => {
          expect(decodeCursor(encodeCursor({ sort: "name", after: [text, id] }), "name", textKey)).toEqual([text, id]);
        },
      ),
    );
    const at = new Date().toISOString();
    expect(decodeCursor(encodeCursor({ sort: "-createdAt", after: [at, id] }), "-createdAt", instantKey)).toEqual([
      at,
      id,
    ]);
  });

  it("are null for the first page", () => {
    expect(decodeCursor(undefined, "name", textKey)).toBeNull();
  });

  it("of another sort or shape, or forged, are refused", () => {
    for (const cursor of [
      "",
      "x",
      "{}",
      raw({}),
      raw(["-name", ["a", id]]),
      raw(["name", ["a"]]),
      raw(["name", [1, id]]),
      raw(["name", ["a\0", id]]),
      raw(["name", ["\ud800", id]]),
      raw(["name", ["a".repeat(601), id]]),
    ]) {
      expect(
        refusalOf(() => decodeCursor(cursor, "name", textKey)),
        cursor,
      ).toBe("request.bad_cursor");
    }
    for (const at of ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000+23:59", "2026-02-30T00:00:00.000Z", "now", ""]) {
      expect(
        refusalOf(() => decodeCursor(raw(["c", [at, id]]), "c", instantKey)),
        at,
      ).toBe("request.bad_cursor");
    }
  });

  it("never throw anything else, whatever is sent", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue().map(raw)), (cursor) => {
        expect(["request.bad_cursor", "array"]).toContain(
          ((answer) => (Array.isArray(answer) ? "array" : answer))(
            refusalOf(() => decodeCursor(cursor, "name", textKey)),
          ),
        );
      }),
    );
  });
});

describe("pageFrom", () => {
  it("shows at most the limit, and a cursor only when there is more", () => {
    const page = (rows: number[], limit: number) =>
      pageFrom(
        rows,
        limit,
        (row) => row,
        (row) => ({ sort: "n", after: [row] }),
      );
    expect(page([], 2)).toEqual({ items: [], nextCursor: null });
    expect(page([1, 2], 2)).toEqual({ items: [1, 2], nextCursor: null });
    expect(page([1, 2, 3], 2)).toEqual({ items: [1, 2], nextCursor: encodeCursor({ sort: "n", after: [2] }) });
  });
});
