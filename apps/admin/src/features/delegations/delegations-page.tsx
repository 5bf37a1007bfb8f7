import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.tsx";
import { useMe } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { Tabs } from "../../ui/tabs.tsx";
import { DelegationList } from "./delegation-list.tsx";
import { type DelegationSide, delegationSides } from "./delegation-side.ts";

const labels = { mine: "delegation.tabMine", "to-me": "delegation.tabToMe", all: "delegation.tabAll" } as const;

/** What was lent by whom to whom, and how it stands. */
export function DelegationsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const { tab } = useSearch({ from: "/_app/delegations" });
  // Who may read their own alone has seen them on the other two sides.
  const readsOthers = me.permissions.some(({ code, scope }) => code === "delegation:read" && scope !== "OWN");
  const sides = delegationSides.filter((side) => side !== "all" || readsOthers);
  const open: DelegationSide = oneOf(sides, tab) ?? "mine";
  return (
    <>
      <PageHeader title={t("delegation.title")} lead={t("delegation.lead")} />
      <Tabs
        label={t("delegation.title")}
        value={open}
        onChange={(value) =>
          void navigate({
            to: "/delegations",
            search: ({ school }) => ({ ...(school ? { school } : {}), ...(value === "mine" ? {} : { tab: value }) }),
            resetScroll: false,
          })
        }
        tabs={sides.map((side) => ({
          value: side,
          label: t(labels[side]),
          content: <DelegationList side={side} />,
        }))}
      />
    </>
  );
}
