import type { InviteUsersResult } from "@gloria/contracts";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/panel.tsx";

interface InviteOutcomeProps {
  readonly result: InviteUsersResult;
  /** Of the people asked about, in their order. */
  readonly names: readonly string[];
}

/** What becomes, or became, of each person. */
export function InviteOutcome({ result, names }: InviteOutcomeProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t("invitation.outcome")} flush>
      <p role="status" className="border-b border-line px-5 py-3 text-sm">
        {t("invitation.ready", { count: result.invited })}
        {result.refused > 0 ? ` · ${t("invitation.refused", { count: result.refused })}` : null}
      </p>
      <ul className="max-h-96 overflow-auto">
        {result.items.map((item, index) => (
          <li key={index} className="flex items-start gap-3 border-line px-5 py-2.5 text-sm not-last:border-b">
            {item.outcome === "invited" ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok-ink" />
            ) : (
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-ink" />
            )}
            <span className="grid min-w-0">
              <span className="font-medium break-words">{names[index]}</span>
              <span className={item.outcome === "invited" ? "text-ink-soft" : "text-danger-ink"}>
                {item.outcome === "invited"
                  ? t(item.proof === "email" ? "invitation.willMail" : "invitation.willPrint")
                  : item.message}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
