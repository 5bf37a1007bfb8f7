import type { Delegation } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { PeriodText } from "../../components/period-text.tsx";
import { Badge } from "../../ui/badge.tsx";

/** From whoever holds the rights down to the delegate, each link with its window. */
export function DelegationChain({ delegation }: { readonly delegation: Delegation }) {
  const { t } = useTranslation();
  const links = [...delegation.above.toReversed(), delegation];
  return (
    <ol className="grid gap-0 border-l-2 border-line-strong/60 pl-4">
      {links.map((link, step) => (
        <li key={link.id} className="grid gap-1 pb-3">
          <span className="flex flex-wrap items-center gap-2 font-semibold">
            {link.delegator.name}
            {step === 0 ? <Badge tone="primary">{t("delegation.chainOwn")}</Badge> : null}
          </span>
          <span className="text-sm text-ink-soft">
            <PeriodText from={link.validFrom} until={link.validUntil} />
            {link.endedAt && link.id !== delegation.id ? ` · ${t("delegation.chainEnded")}` : null}
          </span>
        </li>
      ))}
      <li className="font-semibold">{delegation.delegate.name}</li>
    </ol>
  );
}
