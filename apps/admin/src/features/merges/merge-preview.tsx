import type { MergeUsersResult } from "@gloria/contracts";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLabel } from "../../lib/i18n.ts";

/** What the server says will happen to the records of the duplicate. */
export function MergePreview({ result }: { readonly result: MergeUsersResult }) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <div className="grid gap-3 text-sm">
      {result.references.length === 0 ? <p className="text-ink-soft">{t("merge.nothingMoves")}</p> : null}
      <ul className="grid gap-1.5">
        {result.references.map((entry) => (
          <li key={`${entry.table}-${entry.column}-${entry.outcome}`} className="flex justify-between gap-4">
            <span>{label(`merge.table.${entry.table}`, entry.table)}</span>
            <span className="text-right text-ink-soft">
              <span className="font-semibold text-ink tabular-nums">{entry.rows}</span>{" "}
              {t(`merge.outcome.${entry.outcome}`)}
            </span>
          </li>
        ))}
      </ul>
      {result.warnings.map((warning) => (
        <p key={warning} className="flex gap-2 rounded-control bg-warn-soft px-4 py-3 text-warn-ink">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {label(`merge.warning.${warning}`, warning)}
        </p>
      ))}
    </div>
  );
}
