import type { AssignmentWarning } from "@gloria/contracts";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";

/** What is allowed and yet worth a word, before it is done. */
export function WarningList({ warnings }: { readonly warnings: readonly AssignmentWarning[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (warnings.length === 0) return null;
  return (
    <div role="alert" className="grid gap-1.5 rounded-control bg-warn-soft px-4 py-3 text-sm text-warn-ink">
      <p className="flex items-center gap-2 font-bold">
        <TriangleAlert aria-hidden className="size-4" />
        {t("assignment.warnings")}
      </p>
      <ul className="list-disc pl-6">
        {warnings.map((warning) => (
          <li key={`${warning.code}${warning.from}`}>
            {t(`assignment.warning_${warning.code}`, {
              date: formatDate(warning.from, locale),
              percent: warning.percent ?? 0,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
