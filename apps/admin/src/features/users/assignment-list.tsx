import type { UserAssignment } from "@gloria/contracts";
import { BriefcaseBusiness } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { Badge } from "../../ui/badge.tsx";
import { Message } from "../../ui/message.tsx";

/** Positions held today, the primary one first. */
export function AssignmentList({ assignments }: { readonly assignments: readonly UserAssignment[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (assignments.length === 0) {
    return (
      <Message icon={<BriefcaseBusiness />} title={t("user.noAssignments")}>
        <p>{t("user.noAssignmentsBody")}</p>
      </Message>
    );
  }
  return (
    <ul>
      {assignments
        .toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary))
        .map((assignment) => (
          <li key={assignment.id} className="grid gap-1 border-line px-5 py-4 not-last:border-b">
            <div className="flex flex-wrap items-center gap-2">
              <span className="font-semibold">{assignment.positionName}</span>
              {assignment.isPrimary ? <Badge tone="primary">{t("user.primary")}</Badge> : null}
              {assignment.kind === "DEFINITIF" ? null : (
                <Badge tone="accent">{t(`enumeration.kind.${assignment.kind}`)}</Badge>
              )}
            </div>
            <p className="text-sm text-ink-soft">
              {[
                assignment.schoolName,
                `${assignment.ftePercent} %`,
                `${formatDate(assignment.validFrom, locale)} – ${assignment.validUntil ? formatDate(assignment.validUntil, locale) : t("user.assignmentOpen")}`,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </li>
        ))}
    </ul>
  );
}
