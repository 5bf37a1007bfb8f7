import { type Import, importActions } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";

const results = ["applied", "changed", "undone", "kept"] as const;

/** Rows by what the check found, each a way to those rows; and by what became of them since. */
export function ImportFigures({ made }: { readonly made: Import }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { counts, results: became } = made;
  if (!counts) return null;
  const shown = results.filter((result) => became !== null && became[result] > 0);
  return (
    <div className="grid gap-3">
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-4">
        {importActions.map((action) => (
          <li key={action}>
            <Link
              to="."
              search={(previous) => ({ ...previous, action, state: undefined, cursor: undefined })}
              resetScroll={false}
              className="grid gap-0.5 rounded-card border border-line bg-surface p-4 hover:bg-sunken"
            >
              <span className="text-sm text-ink-soft">{t(`importing.action.${action}`)}</span>
              <span className="text-2xl font-extrabold tabular-nums">{formatNumber(counts[action], locale)}</span>
              <span className="text-sm text-ink-soft">{t(`importing.actionHint.${action}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {shown.length > 0 && became ? (
        <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {shown.map((result) => (
            <li key={result}>
              <Link
                to="."
                search={(previous) => ({ ...previous, state: result, action: undefined, cursor: undefined })}
                resetScroll={false}
                className="inline-flex min-h-6 items-center gap-1 text-primary-ink underline underline-offset-4"
              >
                <span className="font-semibold tabular-nums">{formatNumber(became[result], locale)}</span>
                {t(`importing.result.${result}`)}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
