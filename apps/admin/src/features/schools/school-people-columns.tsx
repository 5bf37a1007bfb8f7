import type { SchoolPerson } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink, TextLink } from "../../components/text-link.tsx";
import { AssignmentBadges } from "../assignments/assignment-badges.tsx";
import { AssignmentPeriod } from "../assignments/assignment-period.tsx";

export function schoolPeopleColumns(t: TFunction): readonly Column<SchoolPerson>[] {
  return [
    {
      id: "person",
      header: t("assignment.person"),
      names: true,
      cell: (person) => <SchoolPersonIdentity person={person} />,
    },
    {
      id: "position",
      header: t("assignment.position"),
      cell: (person) => (
        <TextLink to="/positions/$positionId" params={{ positionId: person.positionId }}>
          {person.positionName}
        </TextLink>
      ),
    },
    {
      id: "period",
      header: t("assignment.period"),
      cell: (person) => <AssignmentPeriod validFrom={person.validFrom} validUntil={person.validUntil} />,
    },
    { id: "fte", header: t("assignment.fte"), className: "tabular-nums", cell: (person) => person.ftePercent },
    {
      id: "marks",
      header: t("assignment.kind"),
      cell: (person) => (
        <span className="flex flex-wrap gap-1.5">
          <AssignmentBadges assignment={person} />
        </span>
      ),
    },
  ];
}

export function SchoolPersonIdentity({ person }: { readonly person: SchoolPerson }) {
  return (
    <span className="grid justify-items-start">
      <NameLink to="/users/$userId" params={{ userId: person.userId }} search={{ tab: "assignments" }}>
        {person.userName}
      </NameLink>
      <span className="text-sm text-ink-soft tabular-nums">{person.nip}</span>
    </span>
  );
}
