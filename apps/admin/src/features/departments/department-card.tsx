import type { Department } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { DepartmentIdentity } from "./department-columns.tsx";

/** A department in a list that has no room for columns. */
export function DepartmentCard({ department }: { readonly department: Department }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-1">
      <DepartmentIdentity department={department} />
      <p className="text-sm text-ink-soft">
        {[department.schoolName ?? t("department.foundationWide"), department.parentName].filter(Boolean).join(" · ")}
      </p>
    </div>
  );
}
