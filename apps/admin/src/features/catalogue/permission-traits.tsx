import type { PermissionEntry } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

type Traits = Pick<PermissionEntry, "delegable" | "sensitive" | "definitiveOnly" | "source">;

/** What is special about a permission; nothing where nothing is. */
export function PermissionTraits({ of }: { readonly of: Traits }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap gap-1.5">
      {of.source === "tenant" ? <Badge tone="primary">{t("catalogue.source.tenant")}</Badge> : null}
      {of.sensitive ? <Badge tone="warn">{t("catalogue.sensitive")}</Badge> : null}
      {of.delegable ? null : <Badge>{t("catalogue.notDelegable")}</Badge>}
      {of.definitiveOnly ? <Badge tone="info">{t("catalogue.definitiveOnly")}</Badge> : null}
    </span>
  );
}
