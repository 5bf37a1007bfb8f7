import fc from "fast-check";
import { expect, it } from "vitest";
import { toInstant } from "./instant-text.ts";

it("writes an instant as Date does, whatever its fraction", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1000-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }),
      fc.integer({ min: 0, max: 6 }),
      (date, digits) => {
        const iso = date.toISOString();
        const fraction = `${iso.slice(20, 23)}789`.slice(0, digits);
        const text = `${iso.slice(0, 10)} ${iso.slice(11, 19)}${digits === 0 ? "" : `.${fraction}`}+00`;
        const expected = `${iso.slice(0, 20)}${fraction.padEnd(3, "0").slice(0, 3)}Z`;
        expect(toInstant(text)).toBe(expected);
      },
    ),
  );
});

it.each([
  ["2026-07-13 09:30:00.5+07", "2026-07-13T02:30:00.500Z"],
  ["2026-07-13 09:30:00+07", "2026-07-13T02:30:00.000Z"],
  ["2026-07-13 08:00:00+05:30", "2026-07-13T02:30:00.000Z"],
])("reads %j of another zone", (text, instant) => {
  expect(toInstant(text)).toBe(instant);
});
