import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { FolderTree, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPanel } from "../../components/list-panel.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { DepartmentActions } from "./department-actions.tsx";
import { DepartmentCard } from "./department-card.tsx";
import { departmentColumns } from "./department-columns.tsx";

/** The departments right below one. */
export function DepartmentChildren({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { cursor } = useSearch({ from: "/_app/departments/$departmentId" });
  const departments = useQuery(
    trpc.departments.list.queryOptions(
      { parentId: id, limit: 50, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(
    () =>
      departmentColumns(t)
        .filter((column) => column.id === "name")
        .map(({ sort: _sort, ...column }) => column),
    [t],
  );
  return (
    <ListPanel
      name="department-children"
      label={t("department.tabChildren")}
      query={departments}
      columns={columns}
      rowKey={(department) => department.id}
      filterNames={[]}
      rowActions={(department) => <DepartmentActions department={department} place="row" />}
      card={(department) => <DepartmentCard department={department} />}
      firstUse={{ icon: <FolderTree />, title: t("department.noChildren") }}
      create={
        departments.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/departments/new" search={{ parent: id }}>
              <Plus aria-hidden className="size-4" />
              {t("department.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
