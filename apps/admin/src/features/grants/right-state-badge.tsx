import type { Grant } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

const tones = { active: "ok", upcoming: "info", expired: "neutral", ended: "neutral" } as const;

/** Whether a right holds now, will, or does no more. */
export function RightStateBadge({ state }: { readonly state: Grant["state"] }) {
  const { t } = useTranslation();
  return <Badge tone={tones[state]}>{t(`grant.state.${state}`)}</Badge>;
}
