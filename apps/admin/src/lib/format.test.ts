import { describe, expect, it } from "vitest";
import { formatDate, formatInstant, formatNumber, formatRelative } from "./format.ts";

describe("times", () => {
  it("names the zone of the school in both languages", () => {
    expect(formatInstant("2026-07-13T01:00:00Z", "Asia/Jakarta", "id")).toBe("13 Jul 2026, 08.00 WIB");
    expect(formatInstant("2026-07-13T01:00:00Z", "Asia/Makassar", "en")).toBe("13 Jul 2026, 09:00 WITA");
    expect(formatInstant("2026-07-12T23:30:00Z", "Asia/Jayapura", "id")).toBe("13 Jul 2026, 08.30 WIT");
  });

  it("never shifts a date that has no time", () => {
    expect(formatDate("2026-01-01", "id")).toBe("1 Jan 2026");
    expect(formatDate("2026-12-31", "en")).toBe("31 Dec 2026");
  });

  it("says how long ago in the largest unit that fits", () => {
    const now = new Date("2026-07-13T12:00:00Z");
    expect(formatRelative("2026-07-13T11:59:20Z", now, "en")).toBe("40 seconds ago");
    expect(formatRelative("2026-07-13T11:55:00Z", now, "id")).toBe("5 menit yang lalu");
    expect(formatRelative("2026-07-12T12:00:00Z", now, "en")).toBe("yesterday");
    expect(formatRelative("2026-07-16T12:00:00Z", now, "en")).toBe("in 3 days");
    expect(formatRelative("2020-07-13T12:00:00Z", now, "en")).toMatch(/years ago/);
  });
});

it("groups thousands as the language does", () => {
  expect(formatNumber(1234567, "id")).toBe("1.234.567");
  expect(formatNumber(1234567, "en")).toBe("1,234,567");
});
