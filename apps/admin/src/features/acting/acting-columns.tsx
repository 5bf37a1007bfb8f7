import type { Acting } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { formatDate } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { Badge } from "../../ui/badge.tsx";
import { AssignmentPeriod } from "../assignments/assignment-period.tsx";
import { HeldIdentity } from "../users/user-position-columns.tsx";

export function actingColumns(t: TFunction): readonly Column<Acting>[] {
  return [
    {
      id: "person",
      header: t("assignment.person"),
      names: true,
      cell: (acting) => <ActingIdentity acting={acting} />,
    },
    { id: "position", header: t("assignment.position"), cell: (acting) => <HeldIdentity position={acting} /> },
    {
      id: "kind",
      header: t("assignment.kind"),
      hideable: true,
      cell: (acting) => (
        <span className="grid justify-items-start gap-1">
          <Badge tone="accent">{t(`enumeration.kind.${acting.kind}`)}</Badge>
          {acting.extensions > 0 ? (
            <span className="text-sm text-ink-soft">{t("assignment.extensions", { count: acting.extensions })}</span>
          ) : null}
        </span>
      ),
    },
    {
      id: "period",
      header: t("assignment.period"),
      cell: (acting) => <AssignmentPeriod validFrom={acting.validFrom} validUntil={acting.validUntil} />,
    },
    {
      id: "decree",
      header: t("assignment.decree"),
      hideable: true,
      initially: false,
      cell: (acting) => acting.decreeNumber ?? t("common.emptyValue"),
    },
    { id: "left", header: t("acting.left"), cell: (acting) => <DaysLeft acting={acting} /> },
  ];
}

export function ActingIdentity({ acting }: { readonly acting: Acting }) {
  return (
    <NameLink to="/users/$userId" params={{ userId: acting.userId }} search={{ tab: "assignments" }}>
      {acting.userName}
    </NameLink>
  );
}

const soonDays = 14;

/** How long it still lasts, or when it begins; what ends soon stands out. */
export function DaysLeft({ acting }: { readonly acting: Acting }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (acting.state === "future")
    return <Badge tone="info">{t("acting.starts", { date: formatDate(acting.validFrom, locale) })}</Badge>;
  // The day that is kept is the first on which it is over: with one day left, today is the last.
  const left = acting.daysLeft - 1;
  return (
    <Badge tone={left < soonDays ? "warn" : "neutral"}>
      {left <= 0 ? t("acting.endsToday") : t("acting.daysLeft", { count: left })}
    </Badge>
  );
}
