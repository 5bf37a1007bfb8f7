import type { PermissionTemplate } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Badge } from "../../ui/badge.tsx";

export function templateColumns(t: TFunction): readonly Column<PermissionTemplate>[] {
  return [
    {
      id: "name",
      header: t("permissionTemplate.name"),
      names: true,
      cell: (template) => <TemplateIdentity template={template} />,
    },
    {
      id: "kind",
      header: t("permissionTemplate.kind"),
      hideable: true,
      cell: ({ kind }) => t(`permissionTemplate.kind.${kind}`),
    },
    {
      id: "rights",
      header: t("permissionTemplate.rights"),
      hideable: true,
      cell: ({ grants }) => t("permissionTemplate.rightsCount", { count: grants.length }),
    },
    {
      id: "version",
      header: t("permissionTemplate.tabVersions"),
      hideable: true,
      className: "tabular-nums",
      cell: ({ grantsVersion }) => grantsVersion,
    },
    {
      id: "applications",
      header: t("permissionTemplate.applications"),
      hideable: true,
      className: "text-right tabular-nums",
      cell: ({ applications }) => applications,
    },
  ];
}

/** Name and code; the way to the page. */
function TemplateIdentity({ template }: { readonly template: PermissionTemplate }) {
  const { t } = useTranslation();
  return (
    <span className="grid justify-items-start">
      <NameLink to="/permission-templates/$templateId" params={{ templateId: template.id }}>
        {template.name}
      </NameLink>
      <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
        <span className="break-all">{template.code}</span>
        {template.retiredAt ? <Badge tone="danger">{t("permissionTemplate.retired")}</Badge> : null}
      </span>
    </span>
  );
}

/** A template in a list that has no room for columns. */
export function TemplateCard({ template }: { readonly template: PermissionTemplate }) {
  const { t } = useTranslation();
  return (
    <div className="grid justify-items-start gap-1">
      <TemplateIdentity template={template} />
      <p className="text-sm text-ink-soft">
        {t(`permissionTemplate.kind.${template.kind}`)} ·{" "}
        {t("permissionTemplate.rightsCount", { count: template.grants.length })} ·{" "}
        {t("permissionTemplate.applicationsCount", { count: template.applications })}
      </p>
    </div>
  );
}
