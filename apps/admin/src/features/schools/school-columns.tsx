import type { School } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Badge } from "../../ui/badge.tsx";
import { SchoolStatus } from "./school-status.tsx";

export function schoolColumns(t: TFunction): readonly Column<School>[] {
  const none = t("common.emptyValue");
  return [
    {
      id: "name",
      header: t("school.name"),
      names: true,
      sort: "name",
      cell: (school) => (
        <span className="grid">
          <NameLink to="/schools/$schoolId" params={{ schoolId: school.id }}>
            {school.name}
          </NameLink>
          <span className="text-sm text-ink-soft">{school.code}</span>
        </span>
      ),
    },
    {
      id: "level",
      header: t("school.level"),
      hideable: true,
      cell: (school) => <Badge tone="primary">{t(`enumeration.level.${school.level}`)}</Badge>,
    },
    {
      id: "npsn",
      header: t("school.npsn"),
      hideable: true,
      className: "tabular-nums",
      cell: (school) => school.npsn ?? none,
    },
    { id: "city", header: t("school.city"), hideable: true, cell: (school) => school.city ?? none },
    {
      id: "timeZone",
      header: t("school.timeZone"),
      hideable: true,
      initially: false,
      cell: (school) => school.timeZone,
    },
    { id: "status", header: t("school.status"), hideable: true, cell: (school) => <SchoolStatus school={school} /> },
  ];
}
