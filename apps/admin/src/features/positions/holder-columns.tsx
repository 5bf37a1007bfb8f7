import type { PositionHolder } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { AssignmentBadges } from "../assignments/assignment-badges.tsx";
import { AssignmentPeriod } from "../assignments/assignment-period.tsx";

export function holderColumns(t: TFunction): readonly Column<PositionHolder>[] {
  const none = t("common.emptyValue");
  return [
    {
      id: "person",
      header: t("assignment.person"),
      names: true,
      cell: (holder) => <HolderIdentity holder={holder} />,
    },
    {
      id: "period",
      header: t("assignment.period"),
      cell: (holder) => <AssignmentPeriod validFrom={holder.validFrom} validUntil={holder.validUntil} />,
    },
    {
      id: "fte",
      header: t("assignment.fte"),
      className: "tabular-nums",
      cell: (holder) => holder.ftePercent,
    },
    {
      id: "decree",
      header: t("assignment.decree"),
      cell: (holder) => holder.decreeNumber ?? none,
    },
    {
      id: "state",
      header: t("assignment.state"),
      cell: (holder) => (
        <span className="flex flex-wrap gap-1.5">
          <AssignmentBadges assignment={holder} />
        </span>
      ),
    },
  ];
}

export function HolderIdentity({ holder }: { readonly holder: PositionHolder }) {
  return (
    <span className="grid justify-items-start">
      <NameLink to="/users/$userId" params={{ userId: holder.userId }} search={{ tab: "assignments" }}>
        {holder.userName}
      </NameLink>
      <span className="text-sm text-ink-soft tabular-nums">{holder.nip}</span>
    </span>
  );
}
