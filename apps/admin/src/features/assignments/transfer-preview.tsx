import type { PositionScope, UserTransfer } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/me.ts";
import { Facts } from "../../ui/panel.tsx";
import { AssignmentPeriod } from "./assignment-period.tsx";
import { WarningList } from "./warning-list.tsx";

/** What a transfer changes: the two positions, the workload, and the rights that come with them. */
export function TransferPreview({ transfer }: { readonly transfer: UserTransfer }) {
  const { t } = useTranslation();
  const { closed, opened, fte, lost, gained } = transfer;
  return (
    <section role="status" className="grid gap-4 rounded-control bg-sunken p-4">
      <h3 className="font-bold">{t("assignment.previewTitle")}</h3>
      <Facts
        facts={[
          {
            label: t("assignment.previewClosed"),
            value: closed ? <Held assignment={closed} /> : t("common.emptyValue"),
          },
          { label: t("assignment.previewOpened"), value: <Held assignment={opened} /> },
          { label: t("assignment.previewFte"), value: t("assignment.previewFteChange", fte) },
        ]}
      />
      <Rights label={t("assignment.previewLost")} scopes={lost} />
      <Rights label={t("assignment.previewGained")} scopes={gained} />
      {lost.length + gained.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("assignment.previewNoRights")}</p>
      ) : null}
      <WarningList warnings={transfer.warnings} />
    </section>
  );
}

function Held({ assignment }: { readonly assignment: UserTransfer["opened"] }) {
  return (
    <span className="grid">
      <span>{[assignment.positionName, assignment.schoolName].filter(Boolean).join(" · ")}</span>
      <span className="text-sm font-normal text-ink-soft">
        <AssignmentPeriod validFrom={assignment.validFrom} validUntil={assignment.validUntil} /> ·{" "}
        {assignment.ftePercent} %
      </span>
    </span>
  );
}

function Rights({ label, scopes }: { readonly label: string; readonly scopes: readonly PositionScope[] }) {
  const { t } = useTranslation();
  const { schools } = useMe();
  if (scopes.length === 0) return null;
  return (
    <details>
      <summary className="control inline-flex items-center text-sm font-semibold text-primary-ink">
        {label} ({scopes.length})
      </summary>
      <ul className="grid gap-1 pt-1 text-sm">
        {scopes.map((scope) => (
          <li key={JSON.stringify(scope)} className="break-words">
            <code className="font-mono text-xs">{scope.code}</code>{" "}
            <span className="text-ink-soft">
              {[
                scope.effect === "DENY" ? t("enumeration.outcome.denied") : null,
                scope.scope,
                schools.find((school) => school.id === scope.schoolId)?.name,
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
