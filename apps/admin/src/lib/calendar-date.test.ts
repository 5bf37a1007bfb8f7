import { expect, it } from "vitest";
import { calendarDate } from "./calendar-date.ts";

it.each(["2026-07-13", "2024-02-29", "0001-01-01"])("%s is a date", (text) => expect(calendarDate(text)).toBe(text));

it.each([undefined, "", "2026-02-30", "2026-13-01", "13/07/2026", "2026-7-1", "2026-07-13T00:00:00Z"])(
  "%s is none",
  (text) => {
    expect(calendarDate(text)).toBeUndefined();
  },
);
