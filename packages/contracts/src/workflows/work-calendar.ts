import { z } from "zod";
import { dateSchema, text, zoneSchema } from "../common.ts";

/** A time of day by the clock on the wall, `07:00` to `24:00`. */
const wallTimeSchema = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: "calendar.time" });

/** When somebody is at work on one day: half-open, in order, apart from each other. */
export const workHoursSchema = z
  .array(z.strictObject({ from: wallTimeSchema, to: wallTimeSchema }))
  .max(6)
  .refine((hours) => hours.every(({ from, to }, n) => from < to && (hours[n - 1]?.to ?? "") <= from), {
    error: "calendar.hours_order",
  });
export type WorkHours = z.output<typeof workHoursSchema>;

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

const daysMax = 1000;

/** When a school is at work: what business days and hours are counted by. */
export const workCalendarSchema = z.strictObject({
  zone: zoneSchema,
  week: z.record(z.enum(weekdays), workHoursSchema),
  /** Days without work, national holidays and cuti bersama among them. */
  holidays: z.array(z.strictObject({ date: dateSchema, name: text(200) })).max(daysMax),
  /** Days with hours of their own; they win over the week and over a holiday. */
  exceptions: z.array(z.strictObject({ date: dateSchema, name: text(200), hours: workHoursSchema })).max(daysMax),
});
export type WorkCalendar = z.output<typeof workCalendarSchema>;
