import type { PermissionEntryDetail } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { type EntityTab, EntityView } from "../../components/entity-view.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { useHeadingName } from "../../lib/use-heading-name.ts";
import { Facts, Panel } from "../../ui/panel.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { PermissionActions } from "./permission-actions.tsx";
import { PermissionGrants } from "./permission-grants.tsx";
import { PermissionTraits } from "./permission-traits.tsx";

/** One permission: what it is, and who was granted it. */
export function PermissionPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { permissionId } = useParams({ from: "/_app/permissions/$permissionId" });
  const query = useQuery(trpc.permissionCatalogue.get.queryOptions({ id: permissionId }));
  return (
    <EntityLoader query={query}>
      {(permission) => {
        const tabs: EntityTab[] = [
          {
            value: "overview",
            label: t("catalogue.tabOverview"),
            content: (
              <Panel>
                <PermissionFacts permission={permission} />
              </Panel>
            ),
          },
          {
            value: "grants",
            label: t("catalogue.tabGrants"),
            content: <PermissionGrants code={permission.code} />,
          },
        ];
        if (permission.source === "tenant" && holds(me, "audit:read")) {
          tabs.push({
            value: "history",
            label: t("catalogue.tabHistory"),
            content: (
              <Panel>
                <EntityHistory type="permission" id={permission.id} />
              </Panel>
            ),
          });
        }
        return (
          <EntityView
            title={permission.name}
            back={<BackLink to="/permissions">{t("catalogue.title")}</BackLink>}
            lead={
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <code className="font-mono text-sm break-all">{permission.code}</code>
                <PermissionTraits of={permission} />
              </span>
            }
            actions={<PermissionActions permission={permission} place="page" />}
            query={query}
            tabs={tabs}
          />
        );
      }}
    </EntityLoader>
  );
}

function PermissionFacts({ permission }: { readonly permission: PermissionEntryDetail }) {
  const { t } = useTranslation();
  const heading = useHeadingName();
  const yesNo = (value: boolean) => t(value ? "common.yes" : "common.no");
  return (
    <Facts
      facts={[
        { label: t("catalogue.group"), value: heading.group(permission.group) },
        { label: t("catalogue.module"), value: heading.module(permission.module) },
        { label: t("catalogue.source"), value: t(`catalogue.source.${permission.source}`) },
        { label: t("catalogue.description"), value: permission.description ?? t("common.emptyValue") },
        { label: t("catalogue.delegable"), value: yesNo(permission.delegable) },
        { label: t("catalogue.sensitive"), value: yesNo(permission.sensitive) },
        { label: t("catalogue.definitiveOnly"), value: yesNo(permission.definitiveOnly) },
        { label: t("catalogue.exact"), value: permission.grants.exact },
        { label: t("catalogue.wildcard"), value: permission.grants.wildcard },
      ]}
    />
  );
}
