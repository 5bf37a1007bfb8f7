import type { Role, RoleModuleAccess } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { Boxes, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { PermissionText } from "../../components/permission-text.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EndGrantButton } from "../grants/end-grant-button.tsx";
import { RightTerms } from "../grants/right-terms.tsx";
import { WindowText } from "../grants/window-text.tsx";
import { ModuleAccessDialog } from "./module-access-dialog.tsx";

/** Which modules a role gets into, by its own rights or by those that it inherits. */
export function RoleModules({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { cursor } = useSearch({ from: "/_app/roles/$roleId" });
  const { dialog, open, close } = useDialogAddress();
  const access = useQuery(
    trpc.moduleAccess.ofRole.queryOptions(
      { roleId: role.id, limit: 50, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => accessColumns(t, role.id), [t, role.id]);
  const mayGrant = role.can.grant;
  const create = mayGrant ? (
    <Button look="primary" onClick={() => open("module")}>
      <Plus aria-hidden className="size-4" />
      {t("role.moduleGrant")}
    </Button>
  ) : null;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-2xl text-sm text-ink-soft">{t("role.modulesLead")}</p>
        {create}
      </div>
      <ListPanel
        name="role-modules"
        label={t("role.tabModules")}
        query={access}
        columns={columns}
        rowKey={({ grant, from }) => `${grant.id} ${from.id}`}
        filterNames={[]}
        {...(mayGrant
          ? {
              rowActions: ({ grant, distance }: RoleModuleAccess) =>
                distance === 0 ? <EndGrantButton grant={grant} /> : null,
            }
          : {})}
        card={(one) => (
          <div className="grid justify-items-start gap-1.5">
            <PermissionText code={one.grant.code} />
            <RightTerms right={one.grant} />
            <AccessOrigin access={one} roleId={role.id} />
          </div>
        )}
        firstUse={{ icon: <Boxes />, title: t("role.modulesNone"), body: t("role.modulesNoneBody") }}
        create={create}
      />
      {dialog === "module" && mayGrant ? <ModuleAccessDialog role={role} onClose={close} /> : null}
    </div>
  );
}

function accessColumns(t: TFunction, roleId: string): readonly Column<RoleModuleAccess>[] {
  return [
    { id: "module", header: t("role.module"), names: true, cell: ({ grant }) => <PermissionText code={grant.code} /> },
    { id: "terms", header: t("grant.effect"), cell: ({ grant }) => <RightTerms right={grant} /> },
    {
      id: "window",
      header: t("grant.window"),
      cell: ({ grant }) => <WindowText from={grant.validFrom} until={grant.validUntil} />,
    },
    { id: "from", header: t("role.rightsFrom"), cell: (access) => <AccessOrigin access={access} roleId={roleId} /> },
  ];
}

function AccessOrigin({ access: { from }, roleId }: { readonly access: RoleModuleAccess; readonly roleId: string }) {
  const { t } = useTranslation();
  if (from.id === roleId) return <Badge tone="primary">{t("role.rightsOwn")}</Badge>;
  return (
    <TextLink to="/roles/$roleId" params={{ roleId: from.id }} search={{ tab: "modules" }}>
      {from.name}
    </TextLink>
  );
}
