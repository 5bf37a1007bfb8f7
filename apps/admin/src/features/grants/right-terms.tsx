import type { Grant } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";
import { EffectBadge } from "./effect-badge.tsx";
import { ScopeText } from "./scope-text.tsx";

type Terms = Pick<Grant, "effect" | "scope" | "condition"> &
  Partial<Pick<Grant, "schoolName" | "departmentName" | "resource" | "source">>;

/** Effect, scope, place and condition of a right, in one line. */
export function RightTerms({ right }: { readonly right: Terms }) {
  const { t } = useTranslation();
  return (
    <span className="grid justify-items-start gap-1 text-sm">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <EffectBadge effect={right.effect} />
        <ScopeText
          scope={right.scope}
          schoolName={right.schoolName ?? null}
          departmentName={right.departmentName ?? null}
        />
        {right.resource ? <Badge>{t("grant.resourceOnly")}</Badge> : null}
        {right.source === "template" || right.source === "import" ? (
          <Badge>{t(`grant.source.${right.source}`)}</Badge>
        ) : null}
      </span>
      {right.condition ? (
        <code className="max-w-72 font-mono text-xs break-words text-ink-soft">{right.condition}</code>
      ) : null}
    </span>
  );
}
