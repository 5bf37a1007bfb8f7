import { expect, it } from "vitest";
import { instantOf, localTimeOf } from "./local-time.ts";

it.each([
  ["2026-07-13T09:30", "Asia/Jakarta", "2026-07-13T02:30:00.000Z"],
  ["2026-07-13T00:00", "Asia/Jayapura", "2026-07-12T15:00:00.000Z"],
  ["2026-12-31T23:59", "UTC", "2026-12-31T23:59:00.000Z"],
])("%s in %s is %s, and back", (local, zone, instant) => {
  expect(instantOf(local, zone)).toBe(instant);
  expect(localTimeOf(instant, zone)).toBe(local);
});

it("knows what is no moment", () => {
  expect(instantOf("", "UTC")).toBeUndefined();
  expect(instantOf("2026-13-40T10:00", "UTC")).toBeUndefined();
});
