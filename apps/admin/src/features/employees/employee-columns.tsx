import type { EmployeeRow } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink, TextLink } from "../../components/text-link.tsx";
import { Badge } from "../../ui/badge.tsx";
import { NipText } from "./nip-text.tsx";

export function employeeColumns(t: TFunction): readonly Column<EmployeeRow>[] {
  const none = t("common.emptyValue");
  return [
    {
      id: "name",
      header: t("employee.field.name"),
      names: true,
      sort: "name",
      cell: (employee) => (
        <span className="grid">
          <NameLink to="/employees/$nip" params={{ nip: employee.nip }}>
            {employee.name}
          </NameLink>
          <span className="text-sm text-ink-soft">
            <NipText employee={employee} />
          </span>
        </span>
      ),
    },
    { id: "school", header: t("employee.school"), hideable: true, cell: (employee) => employee.schoolName ?? none },
    {
      id: "employmentStatus",
      header: t("employee.field.employmentStatus"),
      hideable: true,
      cell: (employee) => employee.employmentStatus ?? none,
    },
    {
      id: "employeeKind",
      header: t("employee.field.employeeKind"),
      hideable: true,
      initially: false,
      cell: (employee) => employee.employeeKind ?? none,
    },
    {
      id: "mobile",
      header: t("employee.field.mobile"),
      hideable: true,
      initially: false,
      cell: (employee) => employee.mobile ?? none,
    },
    {
      id: "account",
      header: t("employee.account"),
      hideable: true,
      cell: (employee) =>
        employee.linkedUser ? (
          <TextLink to="/users/$userId" params={{ userId: employee.linkedUser.id }}>
            {employee.linkedUser.name}
          </TextLink>
        ) : (
          <Badge>{t("employee.noAccount")}</Badge>
        ),
    },
  ];
}
