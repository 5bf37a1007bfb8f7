import type { PermissionTemplate, TemplateApplication } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { Stamp } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { WindowText } from "../grants/window-text.tsx";
import { ApplicationDrift } from "./application-drift.tsx";
import { TakeBackButton } from "./take-back-button.tsx";

/** To whom a template was given, and how far they have drifted from what it says now. */
export function TemplateApplications({ template }: { readonly template: PermissionTemplate }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { cursor } = useSearch({ from: "/_app/permission-templates/$templateId" });
  const applications = useQuery(
    trpc.permissionTemplates.applications.queryOptions(
      { id: template.id, limit: 50, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => applicationColumns(t), [t]);
  return (
    <ListPanel
      name="template-applications"
      label={t("permissionTemplate.tabApplications")}
      query={applications}
      columns={columns}
      rowKey={({ id }) => id}
      filterNames={[]}
      rowActions={(application) => <TakeBackButton application={application} />}
      card={(application) => (
        <div className="grid justify-items-start gap-1.5">
          <ApplicationSubject application={application} />
          <span className="text-sm text-ink-soft">
            {t("permissionTemplate.appliedVersion", { number: application.grantsVersion })} ·{" "}
            <Instant value={application.createdAt} />
          </span>
          <ApplicationDrift application={application} />
        </div>
      )}
      firstUse={{
        icon: <Stamp />,
        title: t("permissionTemplate.noApplications"),
        body: t("permissionTemplate.noApplicationsBody"),
      }}
    />
  );
}

function applicationColumns(t: TFunction): readonly Column<TemplateApplication>[] {
  return [
    {
      id: "subject",
      header: t("permissionTemplate.subject"),
      names: true,
      cell: (application) => <ApplicationSubject application={application} />,
    },
    {
      id: "version",
      header: t("permissionTemplate.appliedAt"),
      cell: ({ grantsVersion, createdAt }) => (
        <span className="grid">
          <span>{t("permissionTemplate.appliedVersion", { number: grantsVersion })}</span>
          <span className="text-xs text-ink-soft">
            <Instant value={createdAt} />
          </span>
        </span>
      ),
    },
    {
      id: "window",
      header: t("grant.window"),
      cell: ({ validFrom, validUntil }) => <WindowText from={validFrom} until={validUntil} />,
    },
    {
      id: "drift",
      header: t("permissionTemplate.drift"),
      cell: (application) => <ApplicationDrift application={application} />,
    },
  ];
}

function ApplicationSubject({ application: { subject } }: { readonly application: TemplateApplication }) {
  const { t } = useTranslation();
  const name = subject.name ?? t("common.unknown");
  return (
    <span className="grid justify-items-start">
      {subject.kind === "role" ? (
        <NameLink to="/roles/$roleId" params={{ roleId: subject.id }}>
          {name}
        </NameLink>
      ) : (
        <NameLink to="/users/$userId" params={{ userId: subject.id }}>
          {name}
        </NameLink>
      )}
      <span className="text-sm text-ink-soft">{t(`grant.subject.${subject.kind}`)}</span>
    </span>
  );
}
