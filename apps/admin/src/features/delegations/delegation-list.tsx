import type { Delegation } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Handshake, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPanel } from "../../components/list-panel.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { DelegationActions } from "./delegation-actions.tsx";
import { DelegationCard, delegationColumns } from "./delegation-columns.tsx";
import { DelegationDialogs } from "./delegation-dialogs.tsx";
import { DelegationFilters, delegationFilterNames, delegationStateFilters } from "./delegation-filters.tsx";
import type { DelegationSide } from "./delegation-side.ts";

const firstUse = {
  mine: ["delegation.firstUseMine", "delegation.firstUseMineBody"],
  "to-me": ["delegation.firstUseToMe", "delegation.firstUseToMeBody"],
  all: ["delegation.firstUseAll", null],
} as const;

export function DelegationList({ side }: { readonly side: DelegationSide }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { open } = useDialogAddress();
  const search = useSearch({ from: "/_app/delegations" });
  const state = oneOf(delegationStateFilters, search.state);
  const asked = { limit: 50, ...(state ? { state } : {}), ...(search.cursor ? { cursor: search.cursor } : {}) };
  const options = { placeholderData: keepPreviousData };
  const mine = useQuery(trpc.permissionDelegation.mine.queryOptions(asked, { ...options, enabled: side === "mine" }));
  const toMe = useQuery(trpc.permissionDelegation.toMe.queryOptions(asked, { ...options, enabled: side === "to-me" }));
  const all = useQuery(
    trpc.permissionDelegation.list.queryOptions(
      {
        ...asked,
        ...(search.permission ? { permission: search.permission } : {}),
        ...(search.delegator ? { delegatorId: search.delegator } : {}),
        ...(search.delegate ? { delegateId: search.delegate } : {}),
      },
      { ...options, enabled: side === "all" },
    ),
  );
  const query = side === "mine" ? mine : side === "to-me" ? toMe : all;
  const columns = useMemo(() => delegationColumns(t, side), [t, side]);
  const mayCreate = query.data?.can.create ?? false;
  const create =
    mayCreate && side === "mine" ? (
      <Button look="primary" onClick={() => open("create")}>
        <Plus aria-hidden className="size-4" />
        {t("delegation.create")}
      </Button>
    ) : null;
  const [title, body] = firstUse[side];
  return (
    <div className="grid gap-4">
      {query.data && query.data.items.length > 0 && create ? <div className="justify-self-end">{create}</div> : null}
      <div className="min-w-0">
        <ListPanel
          name={`delegations-${side}`}
          label={t("delegation.title")}
          query={query}
          columns={columns}
          rowKey={(one: Delegation) => one.id}
          filterNames={delegationFilterNames}
          filters={<DelegationFilters side={side} />}
          rowActions={(one) => <DelegationActions delegation={one} mayHandOn={side === "to-me" && mayCreate} />}
          card={(one) => <DelegationCard delegation={one} side={side} />}
          firstUse={{ icon: <Handshake />, title: t(title), ...(body ? { body: t(body) } : {}) }}
          create={create}
          skeletonRows={4}
        />
      </div>
      <DelegationDialogs shown={query.data?.items} mayCreate={mayCreate} />
    </div>
  );
}
