import { type ImportInspection, type ImportKind, importFields } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { useFieldLabel } from "../../lib/use-field-label.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { type MappingState, mappedTwice } from "./mapping-state.ts";

interface MappingTableProps {
  readonly kind: ImportKind;
  readonly columns: ImportInspection["columns"];
  readonly state: MappingState;
  readonly onChoose: (header: string, field: string) => void;
}

/** Below it, a suggestion comes from a spelling that is only near. */
const certain = 0.9;

/** Each column of the file with examples, and the field that it fills. */
export function MappingTable({ kind, columns, state, onChoose }: MappingTableProps) {
  const { t } = useTranslation();
  const fieldLabel = useFieldLabel();
  const twice = mappedTwice(state);
  const options = [
    { value: "ignore", label: t("importing.ignore") },
    ...Object.entries(importFields[kind])
      .map(([value, definition]) => ({
        value,
        label: "specific" in definition ? `${fieldLabel(value)} (${t("importing.specificMark")})` : fieldLabel(value),
      }))
      .toSorted((one, other) => one.label.localeCompare(other.label)),
  ];
  return (
    <ul className="grid">
      {columns.map(({ header, field, confidence, samples }) => {
        const chosen = state.get(header) ?? "";
        return (
          <li key={header} className="grid gap-x-6 gap-y-2 border-line py-3 not-last:border-b md:grid-cols-2">
            <div className="grid min-w-0 content-start gap-0.5">
              <span className="font-semibold break-words">{header}</span>
              <span className="text-sm break-words text-ink-soft">
                {t("importing.samples")}: {samples.length > 0 ? samples.join(" · ") : t("importing.noSamples")}
              </span>
            </div>
            <Field
              hideLabel
              label={t("importing.meaningOf", { header })}
              error={twice.has(chosen) ? t("importing.mappedTwice", { field: fieldLabel(chosen) }) : undefined}
              hint={
                chosen !== "" && chosen === field && chosen !== "ignore" && confidence < certain
                  ? t("importing.suggestionNear")
                  : undefined
              }
            >
              <Select
                emptyLabel={t("importing.choose")}
                options={options}
                value={chosen}
                onChange={(event) => onChoose(header, event.target.value)}
              />
            </Field>
          </li>
        );
      })}
    </ul>
  );
}
