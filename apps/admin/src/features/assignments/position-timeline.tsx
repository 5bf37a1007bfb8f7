import type { UserPosition } from "@gloria/contracts";
import { laterDate } from "../../lib/later-date.ts";
import { addMonths } from "../../lib/today.ts";
import { classNames } from "../../ui/class-names.ts";

interface PositionTimelineProps {
  readonly positions: readonly UserPosition[];
  readonly today: string;
}

const looks = { past: "bg-line-strong/50", current: "bg-primary", future: "border-2 border-dashed border-primary" };

/** The periods as bars under each other, with today as a line. A picture of the list below it, which says it in words. */
export function PositionTimeline({ positions, today }: PositionTimelineProps) {
  const begin = positions.map(({ validFrom }) => validFrom).reduce(earlier, addMonths(today, -3));
  const end = positions
    .map(({ validFrom, validUntil }) => validUntil ?? addMonths(validFrom, 1))
    .reduce(laterDate, addMonths(today, 6));
  const span = daysOf(end) - daysOf(begin);
  const at = (date: string) => `${((daysOf(date) - daysOf(begin)) / span) * 100}%`;
  return (
    <div aria-hidden className="relative grid gap-1.5 rounded-card border border-line bg-surface p-4">
      {positions
        .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
        .map((position) => (
          <div key={position.id} className="relative h-3">
            <span
              title={position.positionName}
              className={classNames("absolute inset-y-0 min-w-1.5 rounded-full", looks[position.state])}
              style={{ left: at(position.validFrom), right: `calc(100% - ${at(position.validUntil ?? end)})` }}
            />
          </div>
        ))}
      <div className="pointer-events-none absolute inset-4">
        <span className="absolute inset-y-0 w-0.5 bg-accent" style={{ left: at(today) }} />
      </div>
    </div>
  );
}

const earlier = (a: string, b: string) => (a < b ? a : b);

function daysOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
