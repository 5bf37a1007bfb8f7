import type { TemplateApplication } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";
import { RightList } from "./right-list.tsx";

/** What the subject has against the template as it is now: nothing to say, or what is missing, extra and ended. */
export function ApplicationDrift({ application }: { readonly application: TemplateApplication }) {
  const { t } = useTranslation();
  const { drift, takenBackAt, subject } = application;
  if (takenBackAt) return <Badge>{t("permissionTemplate.takenBack")}</Badge>;
  const { missing, extra, ended } = drift;
  if (missing.length + extra.length + ended.length === 0) {
    return <Badge tone="ok">{t("permissionTemplate.driftNone")}</Badge>;
  }
  const parts = [
    { title: t("permissionTemplate.driftMissingTitle"), rights: missing },
    { title: t("permissionTemplate.driftExtraTitle"), rights: extra },
    { title: t("permissionTemplate.driftEndedTitle"), rights: ended },
  ];
  return (
    <details className="min-w-0">
      <summary className="control inline-flex flex-wrap items-center gap-1.5">
        <span className="sr-only">
          {t("permissionTemplate.driftDetails", { subject: subject.name ?? t("common.unknown") })}
        </span>
        {missing.length > 0 ? (
          <Badge tone="warn">{t("permissionTemplate.driftMissing", { count: missing.length })}</Badge>
        ) : null}
        {extra.length > 0 ? (
          <Badge tone="info">{t("permissionTemplate.driftExtra", { count: extra.length })}</Badge>
        ) : null}
        {ended.length > 0 ? (
          <Badge tone="danger">{t("permissionTemplate.driftEnded", { count: ended.length })}</Badge>
        ) : null}
      </summary>
      <div className="grid gap-3 pt-2">
        {parts.map(({ title, rights }) =>
          rights.length === 0 ? null : (
            <section key={title} aria-label={title}>
              <h3 className="text-sm font-semibold">{title}</h3>
              <RightList label={title} rights={rights} />
            </section>
          ),
        )}
      </div>
    </details>
  );
}
