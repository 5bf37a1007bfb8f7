import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPage } from "../../components/list-page.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Segments } from "../../ui/segments.tsx";
import { RoleActions } from "./role-actions.tsx";
import { RoleCard, roleColumns } from "./role-columns.tsx";
import { RoleFilters } from "./role-filters.tsx";
import { RoleStatistics } from "./role-statistics.tsx";
import type { RolesSearch } from "./roles-search.ts";

const filterNames = ["q", "kind", "level", "deleted"];

/** The foundation's roles, as a list or in figures. */
export function RolesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/_app/roles/" });
  if (search.view !== "statistics") return <RoleList search={search} />;
  return (
    <>
      <PageHeader title={t("role.statsTitle")} lead={t("role.lead")} actions={<ViewSwitch view="statistics" />} />
      <RoleStatistics />
    </>
  );
}

function ViewSwitch({ view }: { readonly view: "list" | "statistics" }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Segments
      label={t("role.view")}
      value={view}
      options={[
        { value: "list", label: t("role.viewList") },
        { value: "statistics", label: t("role.viewStatistics") },
      ]}
      onChoose={(chosen) =>
        void navigate({
          to: "/roles",
          search: ({ school }) => ({
            ...(school ? { school } : {}),
            ...(chosen === "statistics" ? { view: "statistics" } : {}),
          }),
        })
      }
    />
  );
}

function RoleList({ search }: { readonly search: RolesSearch }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { q, cursor, kind } = search;
  const level = Number(search.level);
  const sort = oneOf(["level", "name", "-name"], search.sort) ?? "level";
  const roles = useQuery(
    trpc.roles.list.queryOptions(
      {
        limit: 50,
        sort,
        deleted: search.deleted === "true",
        ...(q ? { q } : {}),
        ...(kind === "system" || kind === "own" ? { system: kind === "system" } : {}),
        ...(Number.isInteger(level) && level >= 1 && level <= 100 ? { level } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => roleColumns(t), [t]);
  return (
    <ListPage
      name="roles"
      label={t("role.title")}
      lead={t("role.lead")}
      actions={<ViewSwitch view="list" />}
      query={roles}
      columns={columns}
      rowKey={(role) => role.id}
      searchLabel={t("role.searchLabel")}
      filterNames={filterNames}
      filters={<RoleFilters search={search} />}
      sort={sort}
      rowActions={(role) => <RoleActions role={role} place="row" />}
      card={(role) => <RoleCard role={role} />}
      firstUse={{ icon: <ShieldCheck />, title: t("role.firstUseTitle"), body: t("role.firstUseBody") }}
      create={
        roles.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/roles/new">
              <Plus aria-hidden className="size-4" />
              {t("role.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
