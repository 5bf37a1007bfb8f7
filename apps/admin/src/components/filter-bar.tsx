import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWide } from "../lib/media.ts";
import { Button } from "../ui/button.tsx";

interface FilterBarProps {
  readonly search?: ReactNode;
  readonly active: number;
  readonly onClear: () => void;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** Search always, filters beside it where there is room and behind a button on a phone. */
export function FilterBar({ search, active, onClear, extra, children }: FilterBarProps) {
  const { t } = useTranslation();
  const wide = useWide();
  const [open, setOpen] = useState(false);
  const panelId = useId();
  return (
    <div className="grid gap-3 border-b border-line p-4">
      <div className="flex flex-wrap items-center gap-2">
        {search}
        {wide ? null : (
          <Button aria-expanded={open} aria-controls={panelId} onClick={() => setOpen(!open)}>
            <SlidersHorizontal aria-hidden className="size-4" />
            {active > 0 ? t("common.filtersActive", { count: active }) : t("common.filters")}
          </Button>
        )}
        {extra}
      </div>
      <div
        id={panelId}
        hidden={!wide && !open}
        className="flex flex-wrap items-end gap-2 [&>*]:min-w-40 [&>*]:flex-1 md:[&>*]:max-w-60"
      >
        {children}
        {active > 0 ? (
          <Button look="quiet" onClick={onClear}>
            {t("common.clearFilters")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
