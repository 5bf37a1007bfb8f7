import type { Department } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { DeletedBadge } from "../../components/deleted-badge.tsx";
import { NameLink, TextLink } from "../../components/text-link.tsx";

export function departmentColumns(t: TFunction): readonly Column<Department>[] {
  return [
    {
      id: "name",
      header: t("department.name"),
      names: true,
      sort: "name",
      cell: (department) => <DepartmentIdentity department={department} />,
    },
    {
      id: "school",
      header: t("department.school"),
      hideable: true,
      cell: (department) => department.schoolName ?? t("department.foundationWide"),
    },
    {
      id: "parent",
      header: t("department.parent"),
      hideable: true,
      cell: (department) =>
        department.parentId ? (
          <TextLink to="/departments/$departmentId" params={{ departmentId: department.parentId }}>
            {department.parentName}
          </TextLink>
        ) : (
          t("department.noParent")
        ),
    },
  ];
}

/** Name and code; the way to the page. */
export function DepartmentIdentity({ department }: { readonly department: Department }) {
  return (
    <span className="grid justify-items-start">
      <NameLink to="/departments/$departmentId" params={{ departmentId: department.id }}>
        {department.name}
      </NameLink>
      <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
        {department.code}
        <DeletedBadge at={department.deletedAt} />
      </span>
    </span>
  );
}
