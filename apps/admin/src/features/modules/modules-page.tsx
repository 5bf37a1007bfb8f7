import type { Module } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { Boxes, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useListAddress } from "../../components/use-list-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { ModuleActions } from "./module-actions.tsx";
import { CreateModuleDialog } from "./module-dialogs.tsx";

const filterNames = ["q", "enabled"];

/** Gloria's modules and the foundation's own, and which of them are on. */
export function ModulesPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { q, cursor, ...search } = useSearch({ from: "/_app/modules" });
  const enabled = oneOf(["true", "false"], search.enabled);
  const { change } = useListAddress(filterNames);
  const { dialog, open, close } = useDialogAddress();
  const modules = useQuery(
    trpc.modules.list.queryOptions(
      {
        limit: 50,
        ...(q ? { q } : {}),
        ...(enabled ? { enabled: enabled === "true" } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => moduleColumns(t), [t]);
  const mayCreate = modules.data?.can.create ?? false;
  return (
    <>
      <ListPage
        name="modules"
        label={t("catalogue.modulesTitle")}
        lead={t("catalogue.modulesLead")}
        query={modules}
        columns={columns}
        rowKey={({ id }) => id}
        searchLabel={t("catalogue.moduleSearch")}
        filterNames={filterNames}
        filters={
          <FilterSelect
            label={t("catalogue.moduleState")}
            anyLabel={t("catalogue.anyModuleState")}
            value={enabled}
            options={[
              { value: "true", label: t("catalogue.moduleOn") },
              { value: "false", label: t("catalogue.moduleOff") },
            ]}
            onChoose={(value) => change({ enabled: value })}
          />
        }
        rowActions={(module) => <ModuleActions module={module} />}
        card={(module) => (
          <div className="grid justify-items-start gap-1.5">
            <ModuleName module={module} />
            <span className="text-sm">
              <PermissionsOf module={module} />
            </span>
            <ModuleState module={module} />
          </div>
        )}
        firstUse={{ icon: <Boxes />, title: t("catalogue.firstUseTitle") }}
        create={
          mayCreate ? (
            <Button look="primary" onClick={() => open("create")}>
              <Plus aria-hidden className="size-4" />
              {t("catalogue.moduleCreate")}
            </Button>
          ) : null
        }
      />
      {dialog === "create" && mayCreate ? <CreateModuleDialog onClose={close} /> : null}
    </>
  );
}

function moduleColumns(t: TFunction): readonly Column<Module>[] {
  return [
    { id: "name", header: t("catalogue.name"), names: true, cell: (module) => <ModuleName module={module} /> },
    {
      id: "source",
      header: t("catalogue.source"),
      hideable: true,
      cell: ({ source }) => (
        <Badge tone={source === "tenant" ? "primary" : "neutral"}>{t(`catalogue.source.${source}`)}</Badge>
      ),
    },
    {
      id: "permissions",
      header: t("catalogue.permissionsCount"),
      hideable: true,
      className: "tabular-nums",
      cell: (module) => <PermissionsOf module={module} />,
    },
    { id: "state", header: t("catalogue.moduleState"), cell: (module) => <ModuleState module={module} /> },
  ];
}

function ModuleName({ module }: { readonly module: Module }) {
  return (
    <span className="grid justify-items-start">
      <strong>{module.name}</strong>
      <code className="font-mono text-xs text-ink-soft">{module.code}</code>
      {module.description ? <span className="text-sm text-ink-soft">{module.description}</span> : null}
    </span>
  );
}

function PermissionsOf({ module }: { readonly module: Module }) {
  const { t } = useTranslation();
  return (
    <TextLink to="/permissions" search={{ module: module.code }}>
      {t("permissionTemplate.rightsCount", { count: module.permissions })}
      <span className="sr-only">{module.name}</span>
    </TextLink>
  );
}

function ModuleState({ module }: { readonly module: Module }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap gap-1.5">
      <Badge tone={module.isEnabled ? "ok" : "danger"}>
        {t(module.isEnabled ? "catalogue.moduleOn" : "catalogue.moduleOff")}
      </Badge>
      {module.isRequired ? <Badge>{t("catalogue.moduleRequired")}</Badge> : null}
    </span>
  );
}
