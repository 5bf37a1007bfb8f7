const isFull = process.env["GLORIA_TEST_FULL"] === "1";

/** How many random cases a property has to meet: `normal`, or in a full run of all tests 50,000 and no fewer than that. */
export function caseCount(normal: number): number {
  return isFull ? Math.max(normal, 50_000) : normal;
}

/** Milliseconds for one property, also on a busy machine. */
export const propertyTimeout = isFull ? 3_600_000 : 300_000;
