import type { Position } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { TextLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Facts } from "../../ui/panel.tsx";
import { SeatBadge } from "./seat-badge.tsx";

export function PositionFacts({ position }: { readonly position: Position }) {
  const { t } = useTranslation();
  const none = t("common.emptyValue");
  return (
    <Facts
      facts={[
        { label: t("position.code"), value: position.code },
        { label: t("position.level"), value: position.level },
        {
          label: t("position.seats"),
          value: <SeatBadge filled={position.filled} headcount={position.headcount} />,
        },
        {
          label: t("position.school"),
          value: position.schoolId ? (
            <TextLink to="/schools/$schoolId" params={{ schoolId: position.schoolId }}>
              {position.schoolName}
            </TextLink>
          ) : (
            t("department.foundationWide")
          ),
        },
        {
          label: t("position.department"),
          value: position.departmentId ? (
            <TextLink to="/departments/$departmentId" params={{ departmentId: position.departmentId }}>
              {position.departmentName}
            </TextLink>
          ) : (
            none
          ),
        },
        {
          label: t("position.reportsTo"),
          value: position.reportsTo ? <PositionLink position={position.reportsTo} /> : none,
        },
        {
          label: t("position.coordinators"),
          value:
            position.coordinators.length > 0 ? (
              <ul>
                {position.coordinators.map((coordinator) => (
                  <li key={coordinator.id}>
                    <PositionLink position={coordinator} />
                  </li>
                ))}
              </ul>
            ) : (
              t("position.noCoordinators")
            ),
        },
        { label: t("common.createdAt"), value: <Instant value={position.createdAt} /> },
        { label: t("common.updatedAt"), value: <Instant value={position.updatedAt} /> },
        ...(position.deletedAt
          ? [{ label: t("column.deletedAt"), value: <Instant value={position.deletedAt} /> }]
          : []),
      ]}
    />
  );
}

function PositionLink({ position }: { readonly position: { readonly id: string; readonly name: string } }) {
  return (
    <TextLink to="/positions/$positionId" params={{ positionId: position.id }}>
      {position.name}
    </TextLink>
  );
}
