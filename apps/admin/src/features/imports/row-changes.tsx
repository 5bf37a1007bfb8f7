import { useTranslation } from "react-i18next";
import { ChangeValue } from "../../components/change-value.tsx";
import { useFieldLabel } from "../../lib/use-field-label.ts";
import { ProblemList } from "./problem-list.tsx";
import type { ShownRow } from "./shown-row.ts";

/** Field by field what changes, and what is wrong. */
export function RowChanges({ row }: { readonly row: ShownRow }) {
  const { t } = useTranslation();
  const fieldLabel = useFieldLabel();
  if (row.differences.length === 0 && row.problems.length === 0) return <span>{t("common.emptyValue")}</span>;
  return (
    <div className="grid gap-2 text-sm whitespace-normal">
      {row.problems.length > 0 ? <ProblemList problems={row.problems} /> : null}
      {row.differences.length > 0 ? (
        <ul className="grid gap-1">
          {row.differences.map(({ path, from, to }) => {
            const field = path.split(".").at(-1) ?? path;
            const isNew = from === null || from === undefined;
            return (
              <li key={path} className="break-words">
                <span className="text-ink-soft">{fieldLabel(field)}: </span>
                {isNew ? null : (
                  <>
                    <span className="sr-only">{t("importing.changeFrom")} </span>
                    <s className="text-ink-soft">
                      <ChangeValue path={field} value={from} />
                    </s>{" "}
                    <span aria-hidden>→</span>
                    <span className="sr-only"> {t("importing.changeTo")} </span>{" "}
                  </>
                )}
                <ChangeValue path={field} value={to} />
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}
