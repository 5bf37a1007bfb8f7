import type { Delegation } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { PeriodText } from "../../components/period-text.tsx";
import { PermissionText } from "../../components/permission-text.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Facts } from "../../ui/panel.tsx";
import { DelegationChain } from "./delegation-chain.tsx";
import { DelegationStateText } from "./delegation-state-text.tsx";
import { stepsOf } from "./hand-on-steps.ts";

interface DelegationDetailProps {
  readonly delegation: Delegation;
  readonly onClose: () => void;
}

/** One delegation in full: every permission, whether it gives it now, and the chain that it hangs on. */
export function DelegationDetail({ delegation, onClose }: DelegationDetailProps) {
  const { t } = useTranslation();
  const { delegator, delegate, reason, endedAt, codes, lacking } = delegation;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      place="right"
      title={t("delegation.showTitle", { name: delegate.name })}
      closeLabel={t("common.close")}
    >
      <div className="grid gap-6">
        <Facts
          facts={[
            { label: t("delegation.delegator"), value: delegator.name },
            { label: t("delegation.delegate"), value: delegate.name },
            {
              label: t("delegation.period"),
              value: <PeriodText from={delegation.validFrom} until={delegation.validUntil} />,
            },
            { label: t("delegation.state"), value: <DelegationStateText delegation={delegation} /> },
            { label: t("delegation.handOnSteps"), value: t(`delegation.steps.${stepsOf(delegation.handOn)}`) },
            { label: t("delegation.reason"), value: reason ?? t("common.emptyValue") },
            { label: t("delegation.createdAt"), value: <Instant value={delegation.createdAt} /> },
            ...(endedAt ? [{ label: t("delegation.endedAt"), value: <Instant value={endedAt} /> }] : []),
          ]}
        />
        <section className="grid gap-3">
          <h3 className="font-bold">{t("delegation.chain")}</h3>
          <p className="text-sm text-ink-soft">{t("delegation.chainLead")}</p>
          <DelegationChain delegation={delegation} />
        </section>
        <section className="grid gap-3">
          <h3 className="font-bold">{t("delegation.count", { count: codes.length })}</h3>
          <ul className="grid gap-2 text-sm">
            {codes.map((code) => (
              <li key={code} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
                <PermissionText code={code} />
                {lacking.includes(code) ? <Badge tone="warn">{t("delegation.lackingNow")}</Badge> : null}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
