import { type Import, importActions } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";

/** How many rows are new, changed, the same and wrong, in one line. */
export function ImportCounts({ counts }: { readonly counts: Import["counts"] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (!counts) return <span className="text-ink-soft">{t("common.emptyValue")}</span>;
  return (
    <ul className="flex flex-wrap gap-x-3 text-sm">
      {importActions.map((action) => (
        <li key={action} className="whitespace-nowrap">
          <span className="text-ink-soft">{t(`importing.action.${action}`)}</span>{" "}
          <span className="font-semibold tabular-nums">{formatNumber(counts[action], locale)}</span>
        </li>
      ))}
    </ul>
  );
}
