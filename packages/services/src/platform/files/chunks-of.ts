/** The same bytes in pieces of exactly `size` bytes, the last one shorter; holds at most one piece and one part of the source. */
export async function* chunksOf(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let piece = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const part of source) {
    let taken = 0;
    while (taken < part.length) {
      const more = Math.min(part.length - taken, size - filled);
      piece.set(part.subarray(taken, taken + more), filled);
      taken += more;
      filled += more;
      if (filled === size) {
        yield piece;
        // The consumer may keep the piece.
        piece = Buffer.allocUnsafe(size);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
