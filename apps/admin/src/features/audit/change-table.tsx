import type { AuditEvent } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { ChangeValue } from "../../components/change-value.tsx";
import { useLabel } from "../../lib/i18n.ts";
import { Badge } from "../../ui/badge.tsx";

/** What an event changed: each field before and after. Added and removed are said in words, not by colour alone. */
export function ChangeTable({ changes }: { readonly changes: AuditEvent["changes"] }) {
  const { t } = useTranslation();
  const label = useLabel();
  if (changes.length === 0) return <p className="text-sm text-ink-soft">{t("audit.noChanges")}</p>;
  return (
    <ul className="grid gap-3">
      {changes.map((change) => (
        <li key={change.path} className="overflow-hidden rounded-control border border-line">
          <div className="flex flex-wrap items-center gap-2 border-b border-line bg-sunken/60 px-3 py-1.5 text-sm font-semibold">
            {label(`column.${change.path}`, change.path)}
            {change.op === "add" ? <Badge tone="ok">{t("audit.added")}</Badge> : null}
            {change.op === "remove" ? <Badge tone="danger">{t("audit.removed")}</Badge> : null}
            {change.class === "secret" ? <Badge>{t("audit.redacted")}</Badge> : null}
          </div>
          <dl className="grid text-sm sm:grid-cols-2">
            <div className="min-w-0 border-line px-3 py-2 max-sm:border-b sm:border-r">
              <dt className="text-xs text-ink-soft">{t("audit.before")}</dt>
              <dd className="break-words">
                <ChangeValue path={change.path} value={change.from} />
              </dd>
            </div>
            <div className="min-w-0 px-3 py-2">
              <dt className="text-xs text-ink-soft">{t("audit.after")}</dt>
              <dd className="font-medium break-words">
                <ChangeValue path={change.path} value={change.to} />
              </dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  );
}
