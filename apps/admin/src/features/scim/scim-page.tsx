import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CopyField } from "../../components/copy-field.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { Panel } from "../../ui/panel.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { ScimRoleList } from "./scim-role-list.tsx";
import { ScimTokenList } from "./scim-token-list.tsx";

/** What an identity provider needs to manage accounts, and what it may give. */
export function ScimPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const { tab } = useSearch({ from: "/_app/scim-tokens" });
  const tokens = { value: "tokens", label: t("scim.tabTokens"), content: <ScimTokenList /> };
  const roles = { value: "roles", label: t("scim.tabRoles"), content: <ScimRoleList /> };
  return (
    <>
      <PageHeader title={t("scim.title")} lead={t("scim.lead")} />
      <Panel className="mb-5 max-w-2xl">
        <CopyField
          label={t("scim.baseUrl")}
          copyLabel={t("scim.copyBaseUrl")}
          value={`${window.location.origin}/scim/v2`}
        />
      </Panel>
      <Tabs
        label={t("scim.title")}
        value={tab ?? "tokens"}
        onChange={(value) =>
          void navigate({ to: "/scim-tokens", search: value === "roles" ? { tab: "roles" } : {}, resetScroll: false })
        }
        tabs={holds(me, "role:read") ? [tokens, roles] : [tokens]}
      />
    </>
  );
}
