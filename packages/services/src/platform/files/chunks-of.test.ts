import fc from "fast-check";
import { expect, it } from "vitest";
import { chunksOf } from "./chunks-of.ts";

async function* from(parts: readonly Uint8Array[]) {
  yield* parts;
}

it("keeps the bytes, and fills every piece but the last", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 })),
      fc.integer({ min: 1, max: 16 }),
      async (parts, size) => {
        const pieces: Buffer[] = [];
        for await (const piece of chunksOf(from(parts), size)) pieces.push(piece);
        expect(Buffer.concat(pieces).equals(Buffer.concat(parts))).toBe(true);
        expect(pieces.slice(0, -1).every((piece) => piece.length === size)).toBe(true);
        expect(pieces.every((piece) => piece.length > 0 && piece.length <= size)).toBe(true);
      },
    ),
  );
});
