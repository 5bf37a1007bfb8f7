import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { FolderTree } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { TableSkeleton } from "../../components/table-skeleton.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { TreeList } from "../../components/tree-list.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { useMe } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Field } from "../../ui/field.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";

/** The departments of one school, or of the foundation, as the tree that they are. */
export function DepartmentTree() {
  const { t } = useTranslation();
  const { schools } = useMe();
  const { change } = useListAddress([]);
  const narrowedTo = useSchoolScope();
  const { place = narrowedTo ?? schools[0]?.id ?? "foundation" } = useSearch({ from: "/_app/departments/" });
  return (
    <Panel flush>
      <div className="border-b border-line p-4">
        <Field label={t("department.school")} className="max-w-sm">
          <Select
            value={place}
            options={[
              { value: "foundation", label: t("department.foundationWide") },
              ...schools.map((school) => ({ value: school.id, label: school.name })),
            ]}
            onChange={(event) => change({ place: event.target.value })}
          />
        </Field>
      </div>
      <DepartmentTreeOf key={place} place={place} />
    </Panel>
  );
}

/** `place`: a school's id, or "foundation". */
export function DepartmentTreeOf({ place }: { readonly place: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery(trpc.departments.hierarchy.queryOptions({ schoolId: place }));
  if (query.isPending) return <TableSkeleton />;
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} />;
  const { departments, isComplete } = query.data;
  if (departments.length === 0) {
    return (
      <Message icon={<FolderTree />} title={t("department.firstUseTitle")}>
        <p>{t("department.firstUseBody")}</p>
      </Message>
    );
  }
  return (
    <>
      <StaleBanner query={query} />
      {isComplete ? null : (
        <p role="status" className="border-b border-line bg-warn-soft px-4 py-2.5 text-sm font-medium text-warn-ink">
          {t("department.treeIncomplete")}
        </p>
      )}
      <TreeList
        label={t("department.tree")}
        nodes={departments}
        nameOf={(department) => department.name}
        collapsed={collapsed}
        onCollapse={setCollapsed}
        onOpen={(department) =>
          void navigate({ to: "/departments/$departmentId", params: { departmentId: department.id } })
        }
      >
        {(department) => (
          <span className="flex flex-wrap items-center gap-x-3 py-1">
            <NameLink to="/departments/$departmentId" params={{ departmentId: department.id }} tabIndex={-1}>
              {department.name}
            </NameLink>
            <span className="text-sm text-ink-soft">{department.code}</span>
            <span className="ml-auto text-sm text-ink-soft tabular-nums">
              {t("department.positionCount", { count: department.positions })}
            </span>
          </span>
        )}
      </TreeList>
    </>
  );
}
