import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

/** How many seats of a position are held, and how many are vacant; in words, so that colour says nothing alone. */
export function SeatBadge({ filled, headcount }: { readonly filled: number; readonly headcount: number }) {
  const { t } = useTranslation();
  const vacant = Math.max(0, headcount - filled);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="whitespace-nowrap tabular-nums">{t("position.seatsFilled", { filled, headcount })}</span>
      {vacant > 0 ? <Badge tone="warn">{t("position.vacant", { count: vacant })}</Badge> : null}
    </span>
  );
}
