import { type ColumnCare, columnCares, type ExportKind, exportColumns } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { holds, useMe } from "../../lib/me.ts";
import { useFieldLabel } from "../../lib/use-field-label.ts";
import { Checkbox } from "../../ui/checkbox.tsx";

interface ColumnChoiceProps {
  readonly kind: ExportKind;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

const titles = {
  open: "exporting.columnsOpen",
  personal: "exporting.columnsPersonal",
  specific: "exporting.columnsSpecific",
} as const;

/** The columns of a kind by the care they need; specific ones only where they may be taken out at all. */
export function ColumnChoice({ kind, chosen, onChange }: ColumnChoiceProps) {
  const { t } = useTranslation();
  const me = useMe();
  const fieldLabel = useFieldLabel();
  const columns = Object.entries<ColumnCare>(exportColumns[kind]);
  return (
    <div className="grid gap-5">
      {columnCares
        .filter((care) => care !== "specific" || holds(me, "employee.sensitive:export"))
        .map((care) => {
          const names = columns.filter(([, own]) => own === care).map(([name]) => name);
          if (names.length === 0) return null;
          return (
            <fieldset key={care}>
              <legend className="mb-1 text-sm font-semibold">{t(titles[care])}</legend>
              <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
                {names.map((name) => (
                  <Checkbox
                    key={name}
                    label={fieldLabel(name)}
                    checked={chosen.has(name)}
                    onChange={(event) => {
                      const next = new Set(chosen);
                      if (event.target.checked) next.add(name);
                      else next.delete(name);
                      onChange(next);
                    }}
                  />
                ))}
              </div>
            </fieldset>
          );
        })}
    </div>
  );
}
