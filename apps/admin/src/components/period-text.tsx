import { useTranslation } from "react-i18next";
import { Instant } from "../lib/instant.tsx";

interface PeriodTextProps {
  readonly from: string | null;
  readonly until: string | null;
}

/** From when until when something holds; open ends in words. */
export function PeriodText({ from, until }: PeriodTextProps) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex flex-wrap gap-x-1">
      {from === null ? <span>{t("access.always")}</span> : <Instant value={from} />}
      <span aria-hidden>–</span>
      <span className="sr-only">{t("access.until")}</span>
      {until === null ? <span>{t("access.noEnd")}</span> : <Instant value={until} />}
    </span>
  );
}
