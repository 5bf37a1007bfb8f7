import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

interface NipTextProps {
  readonly employee: { readonly nip: string; readonly isProvisional: boolean };
}

/** The number, and whether it only stands in for one. */
export function NipText({ employee }: NipTextProps) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <span className="tabular-nums">{employee.nip}</span>
      {employee.isProvisional ? <Badge tone="warn">{t("employee.provisional")}</Badge> : null}
    </span>
  );
}
