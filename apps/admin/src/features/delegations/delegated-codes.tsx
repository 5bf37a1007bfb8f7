import { useTranslation } from "react-i18next";
import { usePermissionName } from "../../lib/use-permission-name.ts";

const shown = 2;

/** The first of what is delegated, and how much more there is. */
export function DelegatedCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  const nameOf = usePermissionName();
  const more = codes.length - shown;
  return (
    <span className="grid gap-0.5">
      {codes.slice(0, shown).map((code) => (
        <span key={code} title={code} className="break-words">
          {nameOf(code)}
        </span>
      ))}
      {more > 0 ? <span className="text-sm text-ink-soft">{t("delegation.more", { count: more })}</span> : null}
    </span>
  );
}
