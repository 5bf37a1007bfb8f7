import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Plus, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPage } from "../../components/list-page.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { ExportButton } from "../exports/export-button.tsx";
import { SavedViewMenu } from "../saved-views/saved-view-menu.tsx";
import { UserActions } from "./user-actions.tsx";
import { UserCard } from "./user-card.tsx";
import { userColumns } from "./user-columns.tsx";
import { UserFilters } from "./user-filters.tsx";
import { usersView } from "./users-view.ts";

const filterNames = ["q", "status", "position", "department", "role", "missing", "deleted"];

export function UsersPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/users/" });
  const { cursor } = search;
  const state = usersView.stateOf(search);
  const users = useQuery(
    trpc.users.list.queryOptions(
      { limit: 50, ...state, ...(cursor ? { cursor } : {}) },
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
      views={<SavedViewMenu view={usersView} search={search} />}
      sort={state.sort ?? "name"}
      rowActions={(user) => <UserActions user={user} place="row" />}
      card={(user) => <UserCard user={user} />}
      firstUse={{ icon: <UserPlus />, title: t("user.firstUseTitle"), body: t("user.firstUseBody") }}
      actions={<ExportButton kind="users" filter={state} />}
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
