import { type WorkCalendar, type WorkHours, weekdays } from "@gloria/contracts";
import { Temporal } from "temporal-polyfill";

/** A stretch of business time, half-open, in milliseconds since 1970 UTC. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

const dayMs = 86_400_000;
const noHours: WorkHours = [];

/**
 * The days of a calendar with their business time. A day is a number, counted from 1970-01-01 by the wall calendar of
 * the zone; what a day holds is worked out once.
 */
export class WorkDays {
  readonly #calendar: WorkCalendar;
  readonly #special: ReadonlyMap<string, WorkHours>;
  readonly #windows = new Map<number, readonly Window[]>();

  constructor(calendar: WorkCalendar) {
    this.#calendar = calendar;
    this.#special = new Map([
      ...calendar.holidays.map(({ date }) => [date, noHours] as const),
      ...calendar.exceptions.map(({ date, hours }) => [date, hours] as const),
    ]);
  }

  dayOf(at: number): number {
    const { year, month, day } = this.#zoned(at);
    return Date.UTC(year, month - 1, day) / dayMs;
  }

  /** How long after the midnight of its day an instant is by the clock on the wall, in milliseconds. */
  wallTimeOf(at: number): number {
    const { hour, minute, second, millisecond } = this.#zoned(at);
    return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  }

  /** The instant at which the clock on the wall shows this; an hour that it skips is the same time later. */
  instantOf(day: number, wallMs: number): number {
    return Temporal.Instant.fromEpochMilliseconds(day * dayMs + wallMs)
      .toZonedDateTimeISO("UTC")
      .toPlainDateTime()
      .toZonedDateTime(this.#calendar.zone).epochMilliseconds;
  }

  /** The business time of a day, in order; none on a free day. */
  windowsOf(day: number): readonly Window[] {
    let windows = this.#windows.get(day);
    if (windows === undefined) {
      windows = this.#hoursOf(day)
        .map(({ from, to }) => ({ from: this.instantOf(day, wallMs(from)), until: this.instantOf(day, wallMs(to)) }))
        // One that lies in an hour which the clock skips has no length.
        .filter(({ from, until }) => from < until);
      this.#windows.set(day, windows);
    }
    return windows;
  }

  #hoursOf(day: number): WorkHours {
    const date = new Date(day * dayMs);
    const special = this.#special.get(date.toISOString().slice(0, 10));
    const weekday = weekdays[(date.getUTCDay() + 6) % 7];
    return special ?? (weekday === undefined ? noHours : this.#calendar.week[weekday]);
  }

  #zoned(at: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.#calendar.zone);
  }
}

/** `07:30` as milliseconds. */
function wallMs(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;
}
