const isFull = process.env["GLORIA_TEST_FULL"] === "1";

/** How many random cases: `normal`, or in a full run of all tests 50,000 and no fewer than that. */
export function runs(normal: number): { readonly numRuns: number } {
  return { numRuns: isFull ? Math.max(normal, 50_000) : normal };
}

/** Milliseconds for one property, also on a busy machine. */
export const propertyTimeout = isFull ? 3_600_000 : 300_000;
