import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { calendarDate } from "../lib/calendar-date.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

interface AsOfFieldProps {
  readonly label: string;
  readonly value: string;
  readonly today: string;
  /** `null` is today, whichever day that is when the address is opened again. */
  readonly onChoose: (date: string | null) => void;
  readonly children?: ReactNode;
}

/** The day as of which something is shown; the platform's own calendar, and one step back to today. */
export function AsOfField({ label, value, today, onChoose, children }: AsOfFieldProps) {
  const { t } = useTranslation();
  // While a date is typed it is no date for a moment: it is taken when it is one.
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label={label}>
        <Input
          type="date"
          required
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            const date = calendarDate(event.target.value);
            if (date && date >= "1900-01-01") onChoose(date === today ? null : date);
          }}
        />
      </Field>
      {value === today ? null : <Button onClick={() => onChoose(null)}>{t("assignment.asOfToday")}</Button>}
      {children}
    </div>
  );
}
