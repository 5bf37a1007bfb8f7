import type { AuditEvent } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/me.ts";

/** Who did it, as a name; the reader is "you". */
export function ActorName({ actor }: { readonly actor: AuditEvent["actor"] }) {
  const { t } = useTranslation();
  const me = useMe();
  if (actor.id === me.user.id) return <>{t("common.you")}</>;
  if (actor.name) return <>{actor.name}</>;
  return <>{actor.kind === "system" ? t("common.system") : (actor.id ?? t("common.unknown"))}</>;
}
