import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { DeletedBadge } from "../../components/deleted-badge.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { type EntityTab, EntityView } from "../../components/entity-view.tsx";
import { UnsavedGuard } from "../../components/unsaved-guard.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { RoleActions } from "./role-actions.tsx";
import { RoleBadges } from "./role-columns.tsx";
import { RoleHierarchyTab } from "./role-hierarchy-tab.tsx";
import { RoleHolders } from "./role-holders.tsx";
import { RoleMatrix } from "./role-matrix.tsx";
import { RoleModules } from "./role-modules.tsx";
import { RoleRights } from "./role-rights.tsx";
import { useMatrixEdits } from "./use-matrix-edits.ts";

/** One role: what it gives, where that comes from, and who has it. */
export function RolePage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { roleId } = useParams({ from: "/_app/roles/$roleId" });
  const query = useQuery(trpc.roles.get.queryOptions({ id: roleId }));
  // They outlive the tab of the matrix, so that one may look at the other sides meanwhile.
  const edits = useMatrixEdits(roleId);
  return (
    <EntityLoader query={query}>
      {(role) => {
        const tabs: EntityTab[] = [
          { value: "rights", label: t("role.tabRights"), content: <RoleRights role={role} /> },
          { value: "matrix", label: t("role.tabMatrix"), content: <RoleMatrix role={role} edits={edits} /> },
          { value: "hierarchy", label: t("role.tabHierarchy"), content: <RoleHierarchyTab role={role} /> },
          { value: "holders", label: t("role.tabHolders"), content: <RoleHolders role={role} /> },
          { value: "modules", label: t("role.tabModules"), content: <RoleModules role={role} /> },
        ];
        if (holds(me, "audit:read")) {
          tabs.push({
            value: "history",
            label: t("role.tabHistory"),
            content: (
              <Panel>
                <EntityHistory type="role" id={role.id} />
              </Panel>
            ),
          });
        }
        return (
          <>
            <UnsavedGuard isDirty={() => edits.values.size > 0} />
            <EntityView
              title={role.name}
              back={<BackLink to="/roles">{t("role.title")}</BackLink>}
              lead={
                <span className="grid gap-1.5">
                  <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span>
                      {role.code} · {t("role.levelOf", { level: role.level })} ·{" "}
                      {t("role.holdersCount", { count: role.holders })} ·{" "}
                      {t("role.grantsCount", { count: role.grants })}
                    </span>
                    <RoleBadges role={role} />
                    <DeletedBadge at={role.deletedAt} />
                  </span>
                  {role.isSystem ? <span className="text-sm">{t("role.systemNotice")}</span> : null}
                </span>
              }
              actions={<RoleActions role={role} place="page" />}
              query={query}
              tabs={tabs}
            />
          </>
        );
      }}
    </EntityLoader>
  );
}
