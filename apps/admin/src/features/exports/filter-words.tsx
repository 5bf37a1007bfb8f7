import { useTranslation } from "react-i18next";
import { ChangeValue } from "../../components/change-value.tsx";
import { useLabel } from "../../lib/i18n.ts";
import { useFieldLabel } from "../../lib/use-field-label.ts";
import type { ExportFilter } from "./export-filter.ts";

/** What the rows of an export are narrowed by, in words. */
export function FilterWords({ filter }: { readonly filter: ExportFilter }) {
  const { t } = useTranslation();
  const label = useLabel();
  const fieldLabel = useFieldLabel();
  const entries = Object.entries(filter).filter(([name, value]) => name !== "sort" && value !== false);
  if (entries.length === 0) return <span className="text-ink-soft">{t("exporting.filterNone")}</span>;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
      {entries.map(([name, value]) => (
        <li key={name} className="break-words">
          <span className="text-ink-soft">{label(`exported.filter_${name}`, fieldLabel(name))}: </span>
          <ChangeValue path={name} value={value} />
        </li>
      ))}
    </ul>
  );
}
