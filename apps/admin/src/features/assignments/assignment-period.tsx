import { useTranslation } from "react-i18next";
import { formatDate } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";

interface AssignmentPeriodProps {
  readonly validFrom: string;
  /** The first day on which it is not held any more. */
  readonly validUntil: string | null;
}

/** From its first to its last day, as people say it: the end that is kept is the day after the last. */
export function AssignmentPeriod({ validFrom, validUntil }: AssignmentPeriodProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const until = validUntil === null ? t("assignment.open") : formatDate(dayBefore(validUntil), locale);
  return (
    <span className="tabular-nums">
      {formatDate(validFrom, locale)} – {until}
    </span>
  );
}

function dayBefore(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
