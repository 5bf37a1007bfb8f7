import type { InvitationStatus } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

const tones = { pending: "info", accepted: "ok", expired: "warn", withdrawn: "neutral" } as const;

export function InvitationStatusBadge({ status }: { readonly status: InvitationStatus }) {
  const { t } = useTranslation();
  return <Badge tone={tones[status]}>{t(`invitation.status.${status}`)}</Badge>;
}
