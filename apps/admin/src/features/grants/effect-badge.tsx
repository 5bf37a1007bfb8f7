import type { PermissionEffect } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

/** Allowed or denied, in words and colour. */
export function EffectBadge({ effect }: { readonly effect: PermissionEffect }) {
  const { t } = useTranslation();
  return <Badge tone={effect === "ALLOW" ? "ok" : "danger"}>{t(`grant.effect.${effect}`)}</Badge>;
}
