import type { Role, RoleGrant } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { KeyRound, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { PermissionText } from "../../components/permission-text.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useListAddress } from "../../components/use-list-address.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { EndGrantButton } from "../grants/end-grant-button.tsx";
import { RightStateBadge } from "../grants/right-state-badge.tsx";
import { RightTerms } from "../grants/right-terms.tsx";
import { WindowText } from "../grants/window-text.tsx";
import { GrantRoleDialog } from "./grant-role-dialog.tsx";

const filterNames = ["own"];

/** What a role gives: its own rights, and those it inherits, each with the role that they come from. */
export function RoleRights({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { own, cursor } = useSearch({ from: "/_app/roles/$roleId" });
  const { change } = useListAddress(filterNames);
  const { dialog, open, close } = useDialogAddress();
  const rights = useQuery(
    trpc.roles.grants.queryOptions(
      { id: role.id, limit: 50, inherited: own !== "true", ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => rightColumns(t, role.id), [t, role.id]);
  const mayGrant = rights.data?.can.grant ?? false;
  const create = mayGrant ? (
    <Button look="primary" onClick={() => open("grant")}>
      <Plus aria-hidden className="size-4" />
      {t("role.grant")}
    </Button>
  ) : null;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox
          label={t("role.rightsOwnOnly")}
          checked={own === "true"}
          onChange={(event) => change({ own: event.target.checked ? "true" : undefined })}
        />
        {create}
      </div>
      <ListPanel
        name="role-rights"
        label={t("role.tabRights")}
        query={rights}
        columns={columns}
        rowKey={({ grant, from }) => `${grant.id} ${from.id}`}
        filterNames={filterNames}
        {...(mayGrant
          ? {
              rowActions: ({ grant, distance }: RoleGrant) =>
                distance === 0 ? <EndGrantButton grant={grant} /> : null,
            }
          : {})}
        card={(right) => (
          <div className="grid justify-items-start gap-1.5">
            <PermissionText code={right.grant.code} />
            <RightTerms right={right.grant} />
            <span className="text-sm">
              <RightWindow right={right} />
            </span>
            <RightOrigin right={right} roleId={role.id} />
          </div>
        )}
        firstUse={{ icon: <KeyRound />, title: t("role.rightsNone"), body: t("role.rightsNoneBody") }}
        create={create}
      />
      {dialog === "grant" && mayGrant ? <GrantRoleDialog role={role} onClose={close} /> : null}
    </div>
  );
}

function rightColumns(t: TFunction, roleId: string): readonly Column<RoleGrant>[] {
  return [
    {
      id: "permission",
      header: t("grant.permission"),
      names: true,
      cell: ({ grant }) => <PermissionText code={grant.code} />,
    },
    { id: "terms", header: t("grant.effect"), cell: ({ grant }) => <RightTerms right={grant} /> },
    { id: "window", header: t("grant.window"), cell: (right) => <RightWindow right={right} /> },
    { id: "from", header: t("role.rightsFrom"), cell: (right) => <RightOrigin right={right} roleId={roleId} /> },
  ];
}

function RightWindow({ right: { grant } }: { readonly right: RoleGrant }) {
  return (
    <span className="grid justify-items-start gap-1">
      <WindowText from={grant.validFrom} until={grant.validUntil} />
      {grant.state === "active" ? null : <RightStateBadge state={grant.state} />}
    </span>
  );
}

/** The role that carries it, and the way there where it is not the next one. */
function RightOrigin({ right, roleId }: { readonly right: RoleGrant; readonly roleId: string }) {
  const { t } = useTranslation();
  if (right.from.id === roleId) return <Badge tone="primary">{t("role.rightsOwn")}</Badge>;
  const between = right.path.slice(1, -1).map(({ name }) => name);
  return (
    <span className="grid justify-items-start">
      <TextLink to="/roles/$roleId" params={{ roleId: right.from.id }}>
        {right.from.name}
      </TextLink>
      {between.length > 0 ? (
        <span className="text-xs text-ink-soft">{t("role.rightsPath", { path: between.join(" → ") })}</span>
      ) : null}
    </span>
  );
}
