import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, SearchX, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ColumnMenu } from "../../components/column-menu.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Pager } from "../../components/pager.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { TableSkeleton } from "../../components/table-skeleton.tsx";
import { useColumnVisibility } from "../../components/use-column-visibility.ts";
import { usePaging } from "../../components/use-paging.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { missingChoices, userSorts, userStatuses } from "./user-choices.ts";
import { UserIdentity, userColumns } from "./user-columns.tsx";
import { UserFilters } from "./user-filters.tsx";
import { UserRowActions } from "./user-row-actions.tsx";
import { type UsersSearch, usersSearch } from "./users-search.ts";

export function UsersPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/users/" });
  const { q, position, department, deleted, cursor } = search;
  const status = oneOf(userStatuses, search.status);
  const missing = oneOf(missingChoices, search.missing);
  const sort = oneOf(userSorts, search.sort) ?? "name";
  const users = useQuery(
    trpc.users.list.queryOptions(
      {
        limit: 50,
        sort,
        deleted: deleted === "true",
        ...(q ? { q } : {}),
        ...(status ? { status } : {}),
        ...(position ? { positionId: position } : {}),
        ...(department ? { departmentId: department } : {}),
        ...(missing ? { missing } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => userColumns(t), [t]);
  const visibility = useColumnVisibility("users", columns);
  const paging = usePaging(users.data?.nextCursor ?? null);
  const change = (patch: UsersSearch) =>
    void navigate({ to: "/users", search: (previous) => ({ ...usersSearch(previous), cursor: undefined, ...patch }) });
  const filters = [q, status, position, department, missing, deleted].filter(Boolean).length;
  const clear = () =>
    void navigate({ to: "/users", search: ({ school }) => ({ ...usersSearch({}), ...(school ? { school } : {}) }) });
  const create = users.data?.can.create ? (
    <Button look="primary" asChild>
      <Link to="/users/new">
        <Plus aria-hidden className="size-4" />
        {t("user.create")}
      </Link>
    </Button>
  ) : null;

  return (
    <>
      <PageHeader title={t("user.title")} lead={t("user.lead")} actions={create} />
      {users.data ? <StaleBanner query={users} /> : null}
      <Panel flush>
        <FilterBar
          active={filters}
          onClear={clear}
          search={
            <SearchField
              label={t("user.searchLabel")}
              value={q ?? ""}
              onSearch={(value) => change({ q: value || undefined })}
            />
          }
          extra={<ColumnMenu columns={columns} visibility={visibility} />}
        >
          <UserFilters search={search} onChange={change} />
        </FilterBar>
        {users.isPending ? <TableSkeleton rows={10} /> : null}
        {users.isError && !users.data ? <FailurePanel error={users.error} onRetry={() => users.refetch()} /> : null}
        {users.data?.nearly ? (
          <p role="status" className="border-b border-line bg-info-soft px-4 py-2.5 text-sm font-medium text-info-ink">
            {t("user.nearly")}
          </p>
        ) : null}
        {users.data?.items.length === 0 ? (
          filters > 0 || cursor ? (
            <Message
              icon={<SearchX />}
              title={t("state.filteredTitle")}
              actions={<Button onClick={clear}>{t("common.clearFilters")}</Button>}
            >
              <p>{t("state.filteredBody")}</p>
            </Message>
          ) : (
            <Message icon={<UserPlus />} title={t("user.firstUseTitle")} actions={create}>
              <p>{t("user.firstUseBody")}</p>
            </Message>
          )
        ) : null}
        {users.data && users.data.items.length > 0 ? (
          <>
            <DataTable
              label={t("user.title")}
              columns={columns}
              rows={users.data.items}
              rowKey={(user) => user.id}
              visibility={visibility}
              sort={sort}
              onSort={(value) => change({ sort: value })}
              dimmed={users.isPlaceholderData}
              actions={(user) => <UserRowActions user={user} />}
              card={(user) => (
                <div className="grid gap-2">
                  <UserIdentity user={user} />
                  <p className="text-sm break-words text-ink-soft">
                    {[user.positionName, user.homeSchoolName].filter(Boolean).join(" · ") || t("common.emptyValue")}
                  </p>
                  <StatusBadge status={user.status} deletedAt={user.deletedAt} />
                </div>
              )}
            />
            <Pager count={users.data.items.length} total={users.data.total} {...paging} />
          </>
        ) : null}
      </Panel>
    </>
  );
}
