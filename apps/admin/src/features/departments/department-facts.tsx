import type { Department } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { TextLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Facts } from "../../ui/panel.tsx";

export function DepartmentFacts({ department }: { readonly department: Department }) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        { label: t("department.code"), value: department.code },
        {
          label: t("department.school"),
          value: department.schoolId ? (
            <TextLink to="/schools/$schoolId" params={{ schoolId: department.schoolId }}>
              {department.schoolName}
            </TextLink>
          ) : (
            t("department.foundationWide")
          ),
        },
        {
          label: t("department.parent"),
          value: department.parentId ? (
            <TextLink to="/departments/$departmentId" params={{ departmentId: department.parentId }}>
              {department.parentName}
            </TextLink>
          ) : (
            t("department.noParent")
          ),
        },
        { label: t("common.createdAt"), value: <Instant value={department.createdAt} /> },
        { label: t("common.updatedAt"), value: <Instant value={department.updatedAt} /> },
        ...(department.deletedAt
          ? [{ label: t("column.deletedAt"), value: <Instant value={department.deletedAt} /> }]
          : []),
      ]}
    />
  );
}
