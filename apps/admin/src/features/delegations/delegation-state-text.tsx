import type { Delegation, DelegationState } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "../../ui/badge.tsx";

const tones: Readonly<Record<DelegationState, Tone>> = {
  scheduled: "info",
  active: "ok",
  expired: "neutral",
  revoked: "neutral",
  inert: "warn",
};

/** How it stands now and, where it gives nothing or less than was delegated, why. */
export function DelegationStateText({ delegation }: { readonly delegation: Delegation }) {
  const { t } = useTranslation();
  const { state, inertReason, lacking } = delegation;
  return (
    <span className="grid justify-items-start gap-1">
      <Badge tone={tones[state]}>{t(`delegation.state.${state}`)}</Badge>
      {inertReason ? <span className="text-sm text-ink-soft">{t(`delegation.inert.${inertReason}`)}</span> : null}
      {state === "active" && lacking.length > 0 ? (
        <span className="text-sm text-ink-soft">{t("delegation.lacking", { count: lacking.length })}</span>
      ) : null}
    </span>
  );
}
