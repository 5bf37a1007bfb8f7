import { expect, it } from "vitest";
import { startOfDay } from "./start-of-day.ts";

it.each([
  ["2026-07-13", "Asia/Jakarta", 0, "2026-07-12T17:00:00.000Z"],
  ["2026-07-13", "Asia/Jayapura", 0, "2026-07-12T15:00:00.000Z"],
  ["2026-07-13", "Asia/Makassar", 1, "2026-07-13T16:00:00.000Z"],
  ["2026-12-31", "UTC", 1, "2027-01-01T00:00:00.000Z"],
  // Clocks change on both days, away from midnight and close to it.
  ["2026-03-29", "Europe/Berlin", 0, "2026-03-28T23:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", 1, "2026-03-29T22:00:00.000Z"],
])("%s in %s, %i days later, begins at %s", (date, zone, days, expected) => {
  expect(startOfDay(date, zone, days)).toBe(expected);
});
