import type { WorkCalendar, WorkflowDuration } from "@gloria/contracts";
import { WorkDays } from "./work-days.ts";

/** A calendar whose next business moment is further away than this has none. */
const horizonDays = 1500;

/**
 * Counts on a school's calendar. Instants are milliseconds since 1970 UTC; all of it is pure, and independent of the
 * zone of the machine.
 */
export class BusinessTime {
  readonly #days: WorkDays;

  constructor(calendar: WorkCalendar) {
    this.#days = new WorkDays(calendar);
  }

  /**
   * When a length of time that begins at an instant is over; null when the calendar has no such time within four years.
   *
   * Business hours are used up only while a window is open, and end with the last of them: eight hours from the morning
   * of an eight-hour day end at its closing. Business days end at the same time of the day so many working days on,
   * counted from the next opening where they begin outside of business time; on a day that is shorter, at the last
   * moment of business before.
   */
  due(from: number, duration: WorkflowDuration): number | null {
    switch (duration.kind) {
      case "clock":
        return from + duration.ms;
      case "businessMinutes":
        return this.#afterMs(from, duration.minutes * 60_000);
      case "businessDays":
        return this.#afterDays(from, duration.days);
    }
  }

  /** The business time between two instants, in milliseconds; 0 when the second is not later. */
  businessMsBetween(from: number, until: number): number {
    if (until <= from) return 0;
    let total = 0;
    const last = this.#days.dayOf(until);
    for (let day = this.#days.dayOf(from); day <= last; day += 1) {
      for (const window of this.#days.windowsOf(day)) {
        total += Math.max(0, Math.min(window.until, until) - Math.max(window.from, from));
      }
    }
    return total;
  }

  /** Whether business goes on at this instant. */
  isOpen(at: number): boolean {
    return this.#days.windowsOf(this.#days.dayOf(at)).some(({ from, until }) => from <= at && at < until);
  }

  /** The first business moment at or after an instant; null when there is none within four years. */
  nextOpening(at: number): number | null {
    for (const window of this.#windowsFrom(at)) return Math.max(window.from, at);
    return null;
  }

  #afterMs(from: number, ms: number): number | null {
    if (ms === 0) return from;
    let left = ms;
    for (const window of this.#windowsFrom(from)) {
      const begins = Math.max(window.from, from);
      if (window.until - begins >= left) return begins + left;
      left -= window.until - begins;
    }
    return null;
  }

  #afterDays(from: number, count: number): number | null {
    const begins = this.nextOpening(from);
    if (begins === null || count === 0) return begins;
    const first = this.#days.dayOf(begins);
    let left = count;
    for (let day = first + 1; day <= first + horizonDays; day += 1) {
      const windows = this.#days.windowsOf(day);
      const [opening] = windows;
      if (opening === undefined) continue;
      left -= 1;
      if (left > 0) continue;
      const wanted = this.#days.instantOf(day, this.#days.wallTimeOf(begins));
      const before = windows.findLast((window) => window.from <= wanted);
      return before === undefined ? opening.from : Math.min(wanted, before.until);
    }
    return null;
  }

  *#windowsFrom(at: number): Generator<{ readonly from: number; readonly until: number }> {
    const first = this.#days.dayOf(at);
    for (let day = first; day <= first + horizonDays; day += 1) {
      for (const window of this.#days.windowsOf(day)) if (window.until > at) yield window;
    }
  }
}
