import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { type EntityTab, EntityView } from "../../components/entity-view.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Panel } from "../../ui/panel.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { ApplyTemplateDialog } from "./apply-template-dialog.tsx";
import { RightList } from "./right-list.tsx";
import { TemplateActions } from "./template-actions.tsx";
import { TemplateApplications } from "./template-applications.tsx";
import { TemplateVersions } from "./template-versions.tsx";

/** One template: what it holds, what it held, and to whom it was given. */
export function TemplatePage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { dialog, close } = useDialogAddress();
  const { templateId } = useParams({ from: "/_app/permission-templates/$templateId" });
  const query = useQuery(trpc.permissionTemplates.get.queryOptions({ id: templateId }));
  return (
    <EntityLoader query={query}>
      {(template) => {
        const tabs: EntityTab[] = [
          {
            value: "rights",
            label: t("permissionTemplate.tabRights"),
            content: (
              <Panel title={t("permissionTemplate.version", { number: template.grantsVersion })}>
                <RightList label={t("permissionTemplate.rights")} rights={template.grants} />
              </Panel>
            ),
          },
          {
            value: "applications",
            label: t("permissionTemplate.tabApplications"),
            content: <TemplateApplications template={template} />,
          },
          {
            value: "versions",
            label: t("permissionTemplate.tabVersions"),
            content: <TemplateVersions template={template} />,
          },
        ];
        if (holds(me, "audit:read")) {
          tabs.push({
            value: "history",
            label: t("permissionTemplate.tabHistory"),
            content: (
              <Panel>
                <EntityHistory type="permission_template" id={template.id} />
              </Panel>
            ),
          });
        }
        return (
          <>
            <EntityView
              title={template.name}
              back={<BackLink to="/permission-templates">{t("permissionTemplate.title")}</BackLink>}
              lead={
                <span className="grid gap-1.5">
                  <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span>
                      {template.code} · {t(`permissionTemplate.kind.${template.kind}`)} ·{" "}
                      {t("permissionTemplate.applicationsCount", { count: template.applications })}
                    </span>
                    {template.retiredAt ? <Badge tone="danger">{t("permissionTemplate.retired")}</Badge> : null}
                  </span>
                  {template.description ? <span>{template.description}</span> : null}
                </span>
              }
              actions={<TemplateActions template={template} place="page" />}
              query={query}
              tabs={tabs}
            />
            {dialog === "apply" && template.can.apply ? (
              <ApplyTemplateDialog template={template} onClose={close} />
            ) : null}
          </>
        );
      }}
    </EntityLoader>
  );
}
