import { useTranslation } from "react-i18next";
import { useLabel } from "../lib/i18n.ts";
import { Instant } from "../lib/instant.tsx";
import { useMe } from "../lib/me.ts";

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** One stored value, said as the field it belongs to would say it. */
export function ChangeValue({ path, value }: { readonly path: string; readonly value: unknown }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { schools } = useMe();
  if (value === null || value === undefined) return <span className="text-ink-soft">{t("common.emptyValue")}</span>;
  if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
  if (typeof value === "number") return String(value);
  if (typeof value === "string") {
    if (instant.test(value)) return <Instant value={value} />;
    if (path.endsWith("choolId")) return schools.find((school) => school.id === value)?.name ?? value;
    return label(`enumeration.${path}.${value}`, value);
  }
  return <code className="text-xs break-all whitespace-pre-wrap">{JSON.stringify(value, null, 1)}</code>;
}
