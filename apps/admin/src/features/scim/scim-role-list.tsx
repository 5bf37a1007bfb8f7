import type { ScimRole } from "@gloria/contracts";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";

function roleColumns(t: TFunction): readonly Column<ScimRole>[] {
  return [
    { id: "name", header: t("scim.role"), names: true, cell: (role) => <strong>{role.name}</strong> },
    { id: "provisioned", header: t("scim.provisioned"), cell: (role) => <RoleSwitch role={role} /> },
  ];
}

/** The roles, and which of them an identity provider may give. */
export function ScimRoleList() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { q, cursor } = useSearch({ from: "/_app/scim-tokens" });
  const roles = useQuery(
    trpc.scim.roles.queryOptions(
      { limit: 50, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => roleColumns(t), [t]);
  return (
    <div className="grid gap-4">
      <p className="max-w-2xl text-sm text-ink-soft">{t("scim.rolesLead")}</p>
      <ListPanel
        name="scim-roles"
        label={t("scim.tabRoles")}
        query={roles}
        columns={columns}
        rowKey={(role) => role.id}
        searchLabel={t("scim.roleSearch")}
        filterNames={["q"]}
        card={(role) => (
          <div className="grid justify-items-start gap-1">
            <p className="font-semibold break-words">{role.name}</p>
            <RoleSwitch role={role} />
          </div>
        )}
        firstUse={{ icon: <ShieldCheck />, title: t("scim.rolesNone") }}
      />
    </div>
  );
}

function RoleSwitch({ role }: { readonly role: ScimRole }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const provision = useMutation(
    trpc.scim.provisionRole.mutationOptions({
      onSuccess: ({ name, provisioned }) =>
        void notifyDone(t(provisioned ? "scim.roleOpened" : "scim.roleClosed", { name })),
      onError: (error) => void notifyFailed(failureText(failureOf(error))),
      onSettled: () => queryClient.invalidateQueries(trpc.scim.roles.pathFilter()),
    }),
  );
  if (!role.can.provision) {
    return role.provisioned ? (
      <Badge tone="ok">{t("scim.provisionedYes")}</Badge>
    ) : (
      <Badge>{t("scim.provisionedNo")}</Badge>
    );
  }
  return (
    <label className="control inline-flex items-center gap-2.5 text-sm">
      <input
        type="checkbox"
        className="size-4.5 accent-primary"
        aria-label={t("scim.openRole", { name: role.name })}
        checked={role.provisioned}
        disabled={provision.isPending}
        onChange={(event) => provision.mutate({ id: role.id, provisioned: event.target.checked })}
      />
      {role.provisioned ? t("scim.provisionedYes") : t("scim.provisionedNo")}
    </label>
  );
}
