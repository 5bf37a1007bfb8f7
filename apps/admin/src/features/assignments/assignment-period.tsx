import { useTranslation } from "react-i18next";
import { addDays } from "../../lib/add-days.ts";
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
  const until = validUntil === null ? t("assignment.open") : formatDate(addDays(validUntil, -1), locale);
  return (
    <span className="tabular-nums">
      {formatDate(validFrom, locale)} – {until}
    </span>
  );
}
