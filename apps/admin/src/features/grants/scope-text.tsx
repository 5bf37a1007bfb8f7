import type { PermissionScope } from "@gloria/contracts";
import { useTranslation } from "react-i18next";

interface ScopeTextProps {
  readonly scope: PermissionScope;
  readonly schoolName?: string | null;
  readonly departmentName?: string | null;
}

/** How far a right reaches, and from where that is measured. */
export function ScopeText({ scope, schoolName, departmentName }: ScopeTextProps) {
  const { t } = useTranslation();
  const place = departmentName ?? schoolName;
  return (
    <span>
      {t(`enumeration.scope.${scope}`)}
      {place ? <span className="text-ink-soft"> · {place}</span> : null}
    </span>
  );
}
