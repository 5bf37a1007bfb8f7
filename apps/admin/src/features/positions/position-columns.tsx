import type { PositionRow } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { DeletedBadge } from "../../components/deleted-badge.tsx";
import { NameLink, TextLink } from "../../components/text-link.tsx";
import { SeatBadge } from "./seat-badge.tsx";

export function positionColumns(t: TFunction): readonly Column<PositionRow>[] {
  const none = t("common.emptyValue");
  return [
    {
      id: "name",
      header: t("position.name"),
      names: true,
      sort: "name",
      cell: (position) => <PositionIdentity position={position} />,
    },
    {
      id: "level",
      header: t("position.level"),
      hideable: true,
      className: "tabular-nums",
      cell: (position) => position.level,
    },
    {
      id: "seats",
      header: t("position.seats"),
      hideable: true,
      cell: (position) => <SeatBadge filled={position.filled} headcount={position.headcount} />,
    },
    {
      id: "department",
      header: t("position.department"),
      hideable: true,
      cell: (position) =>
        position.departmentId ? (
          <TextLink to="/departments/$departmentId" params={{ departmentId: position.departmentId }}>
            {position.departmentName}
          </TextLink>
        ) : (
          none
        ),
    },
    {
      id: "school",
      header: t("position.school"),
      hideable: true,
      cell: (position) => position.schoolName ?? t("department.foundationWide"),
    },
  ];
}

/** Name and code; the way to the page. */
export function PositionIdentity({ position }: { readonly position: PositionRow }) {
  return (
    <span className="grid justify-items-start">
      <NameLink to="/positions/$positionId" params={{ positionId: position.id }}>
        {position.name}
      </NameLink>
      <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
        {position.code}
        <DeletedBadge at={position.deletedAt} />
      </span>
    </span>
  );
}
