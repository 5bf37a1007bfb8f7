import type { AuditEvent } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

const tones = { success: "ok", denied: "warn", failure: "danger" } as const;

export function OutcomeBadge({ outcome }: { readonly outcome: AuditEvent["outcome"] }) {
  const { t } = useTranslation();
  return <Badge tone={tones[outcome]}>{t(`enumeration.outcome.${outcome}`)}</Badge>;
}
