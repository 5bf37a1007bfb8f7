import { expect, it } from "vitest";
import { addMonths, monthsBetween, todayIn } from "./today.ts";

it("is the date of the zone, not of UTC", () => {
  const lateInLondon = new Date("2026-07-12T23:30:00Z");
  expect(todayIn("Asia/Jakarta", lateInLondon)).toBe("2026-07-13");
  expect(todayIn("UTC", lateInLondon)).toBe("2026-07-12");
});

it.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2024-01-31", 1, "2024-02-29"],
  ["2026-11-22", 2, "2027-01-22"],
  ["2026-01-15", -1, "2025-12-15"],
])("%s and %i months is %s", (date, months, expected) => {
  expect(addMonths(date, months)).toBe(expected);
  expect(monthsBetween(date, expected)).toBe(months);
});
