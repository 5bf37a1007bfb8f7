import { useTranslation } from "react-i18next";
import { Badge } from "../ui/badge.tsx";

/** Marks what was deleted softly; `at` is the instant, null while it lives. */
export function DeletedBadge({ at }: { readonly at: string | null }) {
  const { t } = useTranslation();
  return at === null ? null : <Badge tone="danger">{t("common.deleted")}</Badge>;
}
