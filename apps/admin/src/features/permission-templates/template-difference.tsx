import type { TemplateApplicationChange } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { PermissionText } from "../../components/permission-text.tsx";
import { Badge } from "../../ui/badge.tsx";
import { RightTerms } from "../grants/right-terms.tsx";

const tones = { add: "ok", present: "neutral", differs: "warn" } as const;

/** What applying a template would do to somebody, right by right. */
export function TemplateDifference({ change }: { readonly change: TemplateApplicationChange }) {
  const { t } = useTranslation();
  const title = t("permissionTemplate.difference", { subject: change.subject.name });
  return (
    <section role="status" aria-label={title} className="grid gap-2 rounded-control border border-line p-4">
      <h3 className="font-semibold">{title}</h3>
      <ul>
        {change.items.map((item) => (
          <li
            key={`${item.code} ${item.effect} ${item.scope} ${item.condition}`}
            className="grid gap-2 border-line py-2.5 text-sm not-last:border-b sm:grid-cols-[2fr_2fr_1fr]"
          >
            <PermissionText code={item.code} />
            <span className="grid gap-1.5">
              <RightTerms right={item} />
              {item.outcome === "differs" ? (
                <span className="grid gap-1 text-ink-soft">
                  {t("permissionTemplate.has")}
                  {item.has.map((held) => (
                    <RightTerms key={held.grantId} right={held} />
                  ))}
                </span>
              ) : null}
            </span>
            <span>
              <Badge tone={tones[item.outcome]}>{t(`permissionTemplate.outcome.${item.outcome}`)}</Badge>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
