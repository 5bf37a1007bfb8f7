import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.tsx";
import { mayWrite, useMe } from "../../lib/me.ts";
import { Button } from "../../ui/button.tsx";
import { Segments } from "../../ui/segments.tsx";
import { DepartmentList } from "./department-list.tsx";
import { DepartmentTree } from "./department-tree.tsx";

/** The departments as a list to search, or as the tree that they are. */
export function DepartmentsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const { view = "list" } = useSearch({ from: "/_app/departments/" });
  const create = mayWrite(me, "department:create") ? (
    <Button look="primary" asChild>
      <Link to="/departments/new">
        <Plus aria-hidden className="size-4" />
        {t("department.create")}
      </Link>
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={t("department.title")}
        lead={t("department.lead")}
        actions={
          <>
            <Segments
              label={t("department.viewLabel")}
              value={view}
              options={[
                { value: "list", label: t("department.viewList") },
                { value: "tree", label: t("department.viewTree") },
              ]}
              onChoose={(value) =>
                void navigate({
                  to: "/departments",
                  search: ({ school, place }: { school?: string | undefined; place?: string | undefined }) => ({
                    ...(school ? { school } : {}),
                    ...(place ? { place } : {}),
                    ...(value === "tree" ? { view: "tree" as const } : {}),
                  }),
                })
              }
            />
            {create}
          </>
        }
      />
      {view === "tree" ? <DepartmentTree /> : <DepartmentList create={create} />}
    </>
  );
}
