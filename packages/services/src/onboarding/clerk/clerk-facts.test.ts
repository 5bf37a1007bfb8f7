import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClerkReport, hearReport, nothingHeard } from "./clerk-facts.ts";

const report: fc.Arbitrary<ClerkReport> = fc.record({
  atMs: fc.integer({ min: 1, max: 5 }),
  deleted: fc.boolean(),
  banned: fc.boolean(),
  locked: fc.boolean(),
  name: fc.option(fc.constantFrom("A", "B", "")),
  email: fc.option(fc.constantFrom("a@x.example", "B@x.example")),
  phone: fc.option(fc.constantFrom("081", "082")),
  externalId: fc.option(fc.constantFrom("1", "2")),
});
const hearAll = (reports: readonly ClerkReport[]) => reports.reduce(hearReport, nothingHeard);

describe("hearReport", () => {
  it("ends in the same, in whatever order and however often reports come", () => {
    fc.assert(
      fc.property(
        fc
          .array(report, { maxLength: 8 })
          .chain((reports) =>
            fc.tuple(
              fc.constant(reports),
              fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 }),
            ),
          ),
        ([reports, shuffled]) => {
          expect(hearAll(shuffled)).toEqual(hearAll(reports));
        },
      ),
    );
  });

  it("never lets an older word overwrite a newer one, and keeps what a newer one leaves out", () => {
    const base = { deleted: false, banned: false, locked: false, email: null, phone: null, externalId: null };
    const facts = hearAll([
      { ...base, atMs: 2, name: "Baru", banned: true },
      { ...base, atMs: 1, name: "Lama", phone: "081" },
      { ...base, atMs: 3, name: null },
    ]);
    expect(facts).toMatchObject({
      name: { value: "Baru", atMs: 2 },
      phone: { value: "081" },
      blocked: { value: { banned: false }, atMs: 3 },
    });
  });

  it("keeps a deletion whatever is heard afterwards", () => {
    fc.assert(
      fc.property(fc.array(report), fc.array(report), report, (before, after, gone) => {
        expect(hearAll([...before, { ...gone, deleted: true }, ...after]).deleted).toBe(true);
      }),
    );
  });
});
