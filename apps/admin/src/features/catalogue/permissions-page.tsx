import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { BookKey, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPage } from "../../components/list-page.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { useHeadingName } from "../../lib/use-heading-name.ts";
import { Button } from "../../ui/button.tsx";
import { CatalogueViewSwitch } from "./catalogue-view-switch.tsx";
import { CreatePermissionDialog } from "./create-permission-dialog.tsx";
import { GroupList } from "./group-list.tsx";
import { PermissionActions } from "./permission-actions.tsx";
import { PermissionIdentity, permissionColumns } from "./permission-columns.tsx";
import { PermissionFilters } from "./permission-filters.tsx";
import { PermissionTraits } from "./permission-traits.tsx";
import type { PermissionsSearch } from "./permissions-search.ts";

const filterNames = ["q", "module", "group", "source", "delegable", "sensitive"];
const either = ["true", "false"] as const;

/** All that can be granted, or the headings under which it stands. */
export function PermissionsPage() {
  const search = useSearch({ from: "/_app/permissions/" });
  return search.view === "groups" ? <GroupList search={search} /> : <PermissionList search={search} />;
}

function PermissionList({ search }: { readonly search: PermissionsSearch }) {
  const { t } = useTranslation();
  const heading = useHeadingName();
  const trpc = useTRPC();
  const { dialog, open, close } = useDialogAddress();
  const { q, module, group, cursor } = search;
  const source = oneOf(["catalogue", "tenant"], search.source);
  const delegable = oneOf(either, search.delegable);
  const sensitive = oneOf(either, search.sensitive);
  const permissions = useQuery(
    trpc.permissionCatalogue.list.queryOptions(
      {
        limit: 50,
        ...(q ? { q } : {}),
        ...(module ? { module } : {}),
        ...(group ? { group } : {}),
        ...(source ? { source } : {}),
        ...(delegable ? { delegable: delegable === "true" } : {}),
        ...(sensitive ? { sensitive: sensitive === "true" } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => permissionColumns(t, heading), [t, heading]);
  const mayCreate = permissions.data?.can.create ?? false;
  return (
    <>
      <ListPage
        name="permissions"
        label={t("catalogue.title")}
        lead={t("catalogue.lead")}
        actions={<CatalogueViewSwitch view="permissions" />}
        query={permissions}
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel={t("catalogue.searchLabel")}
        filterNames={filterNames}
        filters={<PermissionFilters search={search} />}
        rowActions={(permission) => <PermissionActions permission={permission} place="row" />}
        card={(permission) => (
          <div className="grid justify-items-start gap-1.5">
            <PermissionIdentity permission={permission} />
            <PermissionTraits of={permission} />
          </div>
        )}
        firstUse={{ icon: <BookKey />, title: t("catalogue.firstUseTitle") }}
        create={
          mayCreate ? (
            <Button look="primary" onClick={() => open("create")}>
              <Plus aria-hidden className="size-4" />
              {t("catalogue.create")}
            </Button>
          ) : null
        }
      />
      {dialog === "create" && mayCreate ? <CreatePermissionDialog onClose={close} /> : null}
    </>
  );
}
