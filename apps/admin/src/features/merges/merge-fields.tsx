import type { MergeField, MergeUsersResult } from "@gloria/contracts";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ChangeValue } from "../../components/change-value.tsx";
import { useLabel } from "../../lib/i18n.ts";
import { classNames } from "../../ui/class-names.ts";

export type MergeSide = "survivor" | "duplicate";

interface MergeFieldsProps {
  readonly fields: MergeUsersResult["fields"];
  readonly chosen: Readonly<Partial<Record<MergeField, MergeSide>>>;
  readonly onChoose: (field: MergeField, side: MergeSide) => void;
}

/** The fields in which the two differ, each with the value that is kept. */
export function MergeFields({ fields, chosen, onChoose }: MergeFieldsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const group = useId();
  const differing = fields.filter((entry) => entry.survivor !== entry.duplicate);
  if (differing.length === 0) return <p className="text-sm text-ink-soft">{t("merge.sameFields")}</p>;
  return (
    <div className="grid gap-3">
      {differing.map((entry) => (
        <fieldset key={entry.field} className="overflow-hidden rounded-control border border-line">
          <legend className="sr-only">{label(`column.${entry.field}`, entry.field)}</legend>
          <p aria-hidden className="border-b border-line bg-sunken/60 px-3 py-1.5 text-sm font-semibold">
            {label(`column.${entry.field}`, entry.field)}
          </p>
          <div className="grid sm:grid-cols-2">
            {(["survivor", "duplicate"] as const).map((side) => {
              const isChosen = (chosen[entry.field] ?? "survivor") === side;
              return (
                <label
                  key={side}
                  className={classNames(
                    "flex min-h-11 cursor-pointer items-center gap-3 border-line px-3 py-2 text-sm",
                    side === "survivor" ? "max-sm:border-b sm:border-r" : "",
                    isChosen ? "bg-primary-soft" : "",
                  )}
                >
                  <input
                    type="radio"
                    className="size-4.5 shrink-0 accent-primary"
                    name={`${group}-${entry.field}`}
                    checked={isChosen}
                    onChange={() => onChoose(entry.field, side)}
                  />
                  <span className="grid min-w-0">
                    <span className="text-xs text-ink-soft">{t(`merge.${side}`)}</span>
                    <span className="font-medium break-words">
                      <ChangeValue path={entry.field} value={entry[side]} />
                    </span>
                  </span>
                </label>
              );
            })}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
