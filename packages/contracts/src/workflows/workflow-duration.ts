import { z } from "zod";

/** A length of time: of the clock, or of business on the calendar of a school. */
export type WorkflowDuration =
  | { readonly kind: "clock"; readonly ms: number }
  | { readonly kind: "businessDays"; readonly days: number }
  | { readonly kind: "businessMinutes"; readonly minutes: number };

// ISO 8601 as far as its parts have one length only (no months, no years), with business days (BD) and business
// hours (BH) besides, which stand alone.
const clock = /^P(?=\d|T\d)(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/;
const businessDays = /^P(\d{1,3})BD$/;
const businessHours = /^PT(\d{1,4})BH$/;

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const longestMs = 1000 * dayMs;

/** `P2BD` is two business days, `PT8BH` eight business hours, `P1DT12H` a day and a half of the clock; null: neither. */
export function parseWorkflowDuration(text: string): WorkflowDuration | null {
  const days = businessDays.exec(text)?.[1];
  if (days !== undefined) return { kind: "businessDays", days: Number(days) };
  const hours = businessHours.exec(text)?.[1];
  if (hours !== undefined) return { kind: "businessMinutes", minutes: Number(hours) * 60 };
  const parts = clock.exec(text);
  if (parts === null) return null;
  const [w, d, h, m, s] = parts.slice(1).map((part) => Number(part ?? 0));
  const ms = ((w ?? 0) * 7 + (d ?? 0)) * dayMs + (h ?? 0) * hourMs + (m ?? 0) * minuteMs + (s ?? 0) * secondMs;
  return ms <= longestMs ? { kind: "clock", ms } : null;
}

export const workflowDurationSchema = z
  .string()
  .max(32)
  .refine((text) => parseWorkflowDuration(text) !== null, { error: "workflow.duration" });
