import type { PermissionTemplate, TemplateVersion } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { History } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { Instant } from "../../lib/instant.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { RightList } from "./right-list.tsx";

/** What a template held at each time, newest first. */
export function TemplateVersions({ template }: { readonly template: PermissionTemplate }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { cursor } = useSearch({ from: "/_app/permission-templates/$templateId" });
  const versions = useQuery(
    trpc.permissionTemplates.versions.queryOptions(
      { id: template.id, limit: 50, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const current = template.grantsVersion;
  const columns = useMemo(() => versionColumns(t, current), [t, current]);
  return (
    <ListPanel
      name="template-versions"
      label={t("permissionTemplate.tabVersions")}
      query={versions}
      columns={columns}
      rowKey={({ number }) => String(number)}
      filterNames={[]}
      card={(version) => (
        <div className="grid gap-1.5">
          <VersionName version={version} current={current} />
          <span className="text-sm text-ink-soft">
            <Instant value={version.createdAt} />
          </span>
          <VersionRights version={version} />
        </div>
      )}
      firstUse={{ icon: <History />, title: t("permissionTemplate.tabVersions") }}
    />
  );
}

function versionColumns(t: TFunction, current: number): readonly Column<TemplateVersion>[] {
  return [
    {
      id: "number",
      header: t("permissionTemplate.tabVersions"),
      names: true,
      className: "align-top",
      cell: (version) => <VersionName version={version} current={current} />,
    },
    {
      id: "createdAt",
      header: t("common.createdAt"),
      className: "align-top",
      cell: ({ createdAt }) => <Instant value={createdAt} />,
    },
    {
      id: "rights",
      header: t("permissionTemplate.rights"),
      className: "w-1/2",
      cell: (version) => <VersionRights version={version} />,
    },
  ];
}

function VersionName({ version, current }: { readonly version: TemplateVersion; readonly current: number }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap items-center gap-2 font-semibold">
      {t("permissionTemplate.appliedVersion", { number: version.number })}
      {version.number === current ? <Badge tone="ok">{t("permissionTemplate.versionNow")}</Badge> : null}
    </span>
  );
}

function VersionRights({ version }: { readonly version: TemplateVersion }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary className="control inline-flex items-center text-sm font-semibold text-primary-ink">
        {t("permissionTemplate.rightsCount", { count: version.grants.length })}
      </summary>
      <RightList label={t("permissionTemplate.appliedVersion", { number: version.number })} rights={version.grants} />
    </details>
  );
}
