import { describe, expect, it } from "vitest";
import { readOnlyAnswer } from "./read-only-answer.ts";

describe("the answer to who only looks", () => {
  it("allows nothing, however deep, and says all else as it is", () => {
    const row = { id: "a", can: { update: true, delete: false }, tags: ["x"], at: null };
    expect(readOnlyAnswer({ items: [row], nested: { can: { share: true } }, can: { create: true }, total: 1 })).toEqual(
      {
        items: [{ ...row, can: { update: false, delete: false } }],
        nested: { can: { share: false } },
        can: { create: false },
        total: 1,
      },
    );
    expect(readOnlyAnswer(null)).toBeNull();
  });
});
