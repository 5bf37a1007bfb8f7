import type { DelegateAnswer } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { PermissionText } from "../../components/permission-text.tsx";
import { formatInstant } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { useTimeZone } from "../../lib/me.ts";

/** Exactly what would be delegated, and what each of it rests on. */
export function DelegatePreview({ answer }: { readonly answer: DelegateAnswer }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useTimeZone(null);
  const { delegation, supports, leftOut } = answer;
  const supportOf = (code: string) => {
    const support = supports.find(({ permission }) => permission === code);
    if (!support) return null;
    const source = t(`delegation.support.${support.kind}`);
    return support.until
      ? t("delegation.previewSupportUntil", { source, time: formatInstant(support.until, zone, locale) })
      : t("delegation.previewSupport", { source });
  };
  return (
    <section role="status" className="grid gap-3 rounded-control bg-info-soft px-4 py-3 text-sm">
      <h3 className="font-bold">{t("delegation.previewTitle")}</h3>
      <p>{t("delegation.previewFor", { name: delegation.delegate.name })}</p>
      <ul className="grid gap-2">
        {delegation.codes.map((code) => (
          <li key={code} className="flex flex-wrap justify-between gap-x-4">
            <PermissionText code={code} />
            <span className="text-ink-soft">{supportOf(code)}</span>
          </li>
        ))}
      </ul>
      {leftOut.length > 0 ? (
        <>
          <p>{t("delegation.previewLeftOut")}</p>
          <ul className="grid gap-1">
            {leftOut.map((code) => (
              <li key={code}>
                <PermissionText code={code} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
