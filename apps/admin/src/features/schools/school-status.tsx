import type { School } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

export function SchoolStatus({ school }: { readonly school: Pick<School, "status" | "deletedAt"> }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex gap-1.5">
      <Badge tone={school.status === "active" ? "ok" : "neutral"}>{t(`enumeration.status.${school.status}`)}</Badge>
      {school.deletedAt ? <Badge tone="danger">{t("common.deleted")}</Badge> : null}
    </span>
  );
}
