import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Plus, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPage } from "../../components/list-page.tsx";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { UserActions } from "./user-actions.tsx";
import { UserCard } from "./user-card.tsx";
import { missingChoices, userSorts, userStatuses } from "./user-choices.ts";
import { userColumns } from "./user-columns.tsx";
import { UserFilters } from "./user-filters.tsx";

const filterNames = ["q", "status", "position", "department", "missing", "deleted"];

export function UsersPage() {
  const { t } = useTranslation();
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
  return (
    <ListPage
      name="users"
      label={t("user.title")}
      lead={t("user.lead")}
      query={users}
      columns={columns}
      rowKey={(user) => user.id}
      searchLabel={t("user.searchLabel")}
      filterNames={filterNames}
      filters={<UserFilters search={search} />}
      sort={sort}
      rowActions={(user) => <UserActions user={user} place="row" />}
      card={(user) => <UserCard user={user} />}
      firstUse={{ icon: <UserPlus />, title: t("user.firstUseTitle"), body: t("user.firstUseBody") }}
      create={
        users.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/users/new">
              <Plus aria-hidden className="size-4" />
              {t("user.create")}
            </Link>
          </Button>
        ) : null
      }
      notice={
        users.data?.nearly ? (
          <p role="status" className="border-b border-line bg-info-soft px-4 py-2.5 text-sm font-medium text-info-ink">
            {t("user.nearly")}
          </p>
        ) : null
      }
      skeletonRows={10}
    />
  );
}
