import type { PermissionGroupEntry } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { BookKey, Pencil, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { CatalogueViewSwitch } from "./catalogue-view-switch.tsx";
import { CreateGroupDialog, EditGroupDialog } from "./group-dialogs.tsx";
import type { PermissionsSearch } from "./permissions-search.ts";

/** The headings of the catalogue: Gloria's and the foundation's own. */
export function GroupList({ search }: { readonly search: PermissionsSearch }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { dialog, of, open, close } = useDialogAddress();
  const groups = useQuery(
    trpc.permissionCatalogue.groups.queryOptions(
      { limit: 50, ...(search.cursor ? { cursor: search.cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => groupColumns(t), [t]);
  const mayCreate = groups.data?.can.create ?? false;
  const edited = groups.data?.items.find(({ id }) => id === of);
  return (
    <>
      <ListPage
        name="permission-groups"
        label={t("catalogue.title")}
        lead={t("catalogue.groupsLead")}
        actions={<CatalogueViewSwitch view="groups" />}
        query={groups}
        columns={columns}
        rowKey={({ id }) => id}
        filterNames={[]}
        rowActions={(group) =>
          group.can.update && group.version !== null ? (
            <Button onClick={() => open("edit", group.id)}>
              <Pencil aria-hidden className="size-4" />
              {t("common.edit")}
              <span className="sr-only">{group.name}</span>
            </Button>
          ) : null
        }
        card={(group) => (
          <div className="grid justify-items-start gap-1">
            <GroupName group={group} />
            <span className="text-sm text-ink-soft">
              {t("catalogue.permissionsCount")}: {group.permissions}
            </span>
          </div>
        )}
        firstUse={{ icon: <BookKey />, title: t("catalogue.firstUseTitle") }}
        create={
          mayCreate ? (
            <Button look="primary" onClick={() => open("create")}>
              <Plus aria-hidden className="size-4" />
              {t("catalogue.groupCreate")}
            </Button>
          ) : null
        }
      />
      {dialog === "create" && mayCreate ? <CreateGroupDialog onClose={close} /> : null}
      {dialog === "edit" && edited?.can.update && edited.version !== null ? (
        <EditGroupDialog key={edited.id} group={{ ...edited, version: edited.version }} onClose={close} />
      ) : null}
    </>
  );
}

function groupColumns(t: TFunction): readonly Column<PermissionGroupEntry>[] {
  return [
    { id: "name", header: t("catalogue.name"), names: true, cell: (group) => <GroupName group={group} /> },
    {
      id: "source",
      header: t("catalogue.source"),
      cell: ({ source }) => (
        <Badge tone={source === "tenant" ? "primary" : "neutral"}>{t(`catalogue.source.${source}`)}</Badge>
      ),
    },
    {
      id: "permissions",
      header: t("catalogue.permissionsCount"),
      className: "text-right tabular-nums",
      cell: ({ permissions }) => permissions,
    },
    {
      id: "order",
      header: t("catalogue.sortOrder"),
      className: "text-right tabular-nums",
      cell: ({ sortOrder }) => sortOrder,
    },
  ];
}

function GroupName({ group }: { readonly group: PermissionGroupEntry }) {
  return (
    <span className="grid justify-items-start">
      <NameLink to="/permissions" search={{ group: group.code }}>
        {group.name}
      </NameLink>
      <code className="font-mono text-xs text-ink-soft">{group.code}</code>
    </span>
  );
}
