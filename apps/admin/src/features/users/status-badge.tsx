import type { UserStatus } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

const tones = { active: "ok", invited: "info", suspended: "warn", resigned: "neutral" } as const;

export function StatusBadge({
  status,
  deletedAt,
}: {
  readonly status: UserStatus;
  readonly deletedAt?: string | null;
}) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex gap-1.5">
      <Badge tone={tones[status]}>{t(`enumeration.status.${status}`)}</Badge>
      {deletedAt ? <Badge tone="danger">{t("common.deleted")}</Badge> : null}
    </span>
  );
}
