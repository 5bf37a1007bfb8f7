import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { Panel } from "../../ui/panel.tsx";

interface CountTableProps {
  readonly title: string;
  readonly heading: string;
  readonly rows: readonly { readonly key: string; readonly label: ReactNode; readonly count: number }[];
}

/** Counts as a table, whose last column draws them for the eye. */
export function CountTable({ title, heading, rows }: CountTableProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Panel title={title} flush>
      {rows.length === 0 ? (
        <p className="p-5 text-sm text-ink-soft">{t("role.statsNone")}</p>
      ) : (
        <table className="w-full text-left text-sm">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr className="border-b border-line text-ink-soft">
              <th scope="col" className="px-5 py-2 font-semibold">
                {heading}
              </th>
              <th scope="col" className="px-3 py-2 text-right font-semibold">
                {t("role.statsCount")}
              </th>
              <th scope="col" aria-hidden className="w-2/5 px-5 py-2" />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, count }) => (
              <tr key={key} className="border-line not-last:border-b">
                <th scope="row" className="px-5 py-2 font-medium break-words">
                  {label}
                </th>
                <td className="px-3 py-2 text-right tabular-nums">{formatNumber(count, locale)}</td>
                <td aria-hidden className="px-5 py-2">
                  <span className="block h-2 rounded-full bg-primary" style={{ width: `${(100 * count) / most}%` }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
