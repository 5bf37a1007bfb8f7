import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../lib/format.ts";
import { useLocale } from "../lib/i18n.ts";
import { Button } from "../ui/button.tsx";

interface PagerProps {
  readonly count: number;
  readonly total?: number | undefined;
  /** Absent on the first page. */
  readonly onFirst?: (() => void) | undefined;
  /** Absent where the page before was not visited: a cursor leads only forward. */
  readonly onPrevious?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
}

export function Pager({ count, total, onFirst, onPrevious, onNext }: PagerProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3">
      <p role="status" className="text-sm text-ink-soft">
        {t("common.shown", { count })}
        {total === undefined ? null : ` ${t("common.ofTotal", { total: formatNumber(total, locale) })}`}
      </p>
      {onFirst || onNext ? (
        <nav aria-label={t("common.nextPage")} className="flex gap-2">
          {onFirst ? (
            <Button onClick={onFirst}>
              <ChevronsLeft aria-hidden className="size-4" />
              {t("common.firstPage")}
            </Button>
          ) : null}
          {onPrevious ? (
            <Button square onClick={onPrevious} aria-label={t("common.previousPage")}>
              <ChevronLeft aria-hidden className="size-4" />
            </Button>
          ) : null}
          {onNext ? (
            <Button onClick={onNext}>
              {t("common.nextPage")}
              <ChevronRight aria-hidden className="size-4" />
            </Button>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}
