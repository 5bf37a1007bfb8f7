import type { UserPosition } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { AssignmentBadges } from "../assignments/assignment-badges.tsx";
import { AssignmentPeriod } from "../assignments/assignment-period.tsx";

export function userPositionColumns(t: TFunction): readonly Column<UserPosition>[] {
  return [
    {
      id: "position",
      header: t("assignment.position"),
      names: true,
      cell: (position) => <HeldIdentity position={position} />,
    },
    {
      id: "period",
      header: t("assignment.period"),
      cell: (position) => <AssignmentPeriod validFrom={position.validFrom} validUntil={position.validUntil} />,
    },
    {
      id: "fte",
      header: t("assignment.fte"),
      className: "tabular-nums",
      cell: (position) => position.ftePercent,
    },
    {
      id: "decree",
      header: t("assignment.decree"),
      cell: (position) => position.decreeNumber ?? t("common.emptyValue"),
    },
    {
      id: "state",
      header: t("assignment.state"),
      cell: (position) => (
        <span className="flex flex-wrap gap-1.5">
          <AssignmentBadges assignment={position} />
        </span>
      ),
    },
  ];
}

/** What is held and where; the way to the position. */
export function HeldIdentity({
  position,
}: {
  readonly position: Pick<UserPosition, "positionId" | "positionName" | "schoolName">;
}) {
  const { t } = useTranslation();
  return (
    <span className="grid justify-items-start">
      <NameLink to="/positions/$positionId" params={{ positionId: position.positionId }}>
        {position.positionName}
      </NameLink>
      <span className="text-sm text-ink-soft">{position.schoolName ?? t("department.foundationWide")}</span>
    </span>
  );
}
