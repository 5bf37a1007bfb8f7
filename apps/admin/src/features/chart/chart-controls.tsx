import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { AsOfField } from "../../components/as-of-field.tsx";
import { useMe } from "../../lib/me.ts";
import { addMonths, monthsBetween } from "../../lib/today.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";

interface ChartControlsProps {
  readonly place: string;
  readonly asOf: string;
  readonly today: string;
}

export const wholeTenant = "all";
const reachMonths = 24;
const slidePauseMs = 250;

/** Which chart, and of which day: by a date, or by sliding through the months around today. */
export function ChartControls({ place, asOf, today }: ChartControlsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { schools } = useMe();
  const hasPlace = useSearch({ from: "/_app/org-chart", select: (search) => search.place !== undefined });
  const change = (patch: { place?: string; asOf?: string | undefined }) =>
    void navigate({
      to: ".",
      search: (search) => ({ ...search, ...patch }),
      replace: hasPlace,
      resetScroll: false,
    });
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3 border-b border-line p-4">
      <Field label={t("chart.place")} className="min-w-52 flex-1 md:max-w-72">
        <Select
          value={place}
          options={[
            { value: wholeTenant, label: t("chart.wholeFoundation") },
            { value: "foundation", label: t("chart.foundationOffice") },
            ...schools.map((school) => ({ value: school.id, label: school.name })),
          ]}
          onChange={(event) => change({ place: event.target.value })}
        />
      </Field>
      <AsOfField
        label={t("chart.asOf")}
        value={asOf}
        today={today}
        onChoose={(date) => change({ asOf: date ?? undefined })}
      />
      <MonthSlider
        months={monthsBetween(today, asOf)}
        onSlide={(months) => change({ asOf: months === 0 ? undefined : addMonths(today, months) })}
      />
    </div>
  );
}

interface MonthSliderProps {
  readonly months: number;
  readonly onSlide: (months: number) => void;
}

function MonthSlider({ months, onSlide }: MonthSliderProps) {
  const { t } = useTranslation();
  const [slid, setSlid] = useState<number | null>(null);
  useEffect(() => {
    if (slid === null) return;
    // The chart of every month slid over would be asked for otherwise.
    const timer = setTimeout(() => {
      setSlid(null);
      if (slid !== months) onSlide(slid);
    }, slidePauseMs);
    return () => clearTimeout(timer);
  }, [slid, months, onSlide]);
  const shown = slid ?? Math.max(-reachMonths, Math.min(reachMonths, months));
  const text = shown === 0 ? t("chart.today") : t("chart.months", { count: shown });
  return (
    <Field label={text} className="min-w-52 flex-1 md:max-w-72">
      <input
        type="range"
        aria-label={t("chart.asOfSlider")}
        aria-valuetext={text}
        min={-reachMonths}
        max={reachMonths}
        step={1}
        value={shown}
        onChange={(event) => setSlid(Number(event.target.value))}
        className="control w-full accent-primary"
      />
    </Field>
  );
}
