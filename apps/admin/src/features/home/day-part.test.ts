import { expect, it } from "vitest";
import { dayPart } from "./day-part.ts";

it.each([
  ["2026-07-12T21:00:00Z", "Asia/Jakarta", "Morning"],
  ["2026-07-13T03:59:00Z", "Asia/Jakarta", "Morning"],
  ["2026-07-13T04:00:00Z", "Asia/Jakarta", "Noon"],
  ["2026-07-13T04:00:00Z", "Asia/Jayapura", "Noon"],
  ["2026-07-13T08:00:00Z", "Asia/Jakarta", "Afternoon"],
  ["2026-07-13T11:00:00Z", "Asia/Jakarta", "Evening"],
  ["2026-07-13T17:00:00Z", "Asia/Jakarta", "Evening"],
])("%s in %s is %s", (at, zone, expected) => {
  expect(dayPart(new Date(at), zone)).toBe(expected);
});
