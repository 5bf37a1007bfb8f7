import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { PickFilter } from "../../components/pick-filter.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { usePermissionSource } from "../../components/use-permission-source.ts";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { holds, useMe } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useApi } from "../../lib/trpc.ts";
import { usePermissionName } from "../../lib/use-permission-name.ts";
import type { DelegationSide } from "./delegation-side.ts";

export const delegationStateFilters = ["open", "expired", "revoked"] as const;
export const delegationFilterNames = ["state", "permission", "delegator", "delegate"];

export function DelegationFilters({ side }: { readonly side: DelegationSide }) {
  const { t } = useTranslation();
  const { change } = useListAddress(delegationFilterNames);
  const { state } = useSearch({ from: "/_app/delegations" });
  return (
    <>
      <FilterSelect
        label={t("delegation.state")}
        anyLabel={t("delegation.anyState")}
        value={oneOf(delegationStateFilters, state)}
        options={delegationStateFilters.map((value) => ({ value, label: t(`delegation.filter.${value}`) }))}
        onChoose={(value) => change({ state: value })}
      />
      {side === "all" ? <PickFilters /> : null}
    </>
  );
}

function PickFilters() {
  const { t } = useTranslation();
  const api = useApi();
  const me = useMe();
  const people = usePeopleSource();
  const permissions = usePermissionSource();
  const nameOf = usePermissionName();
  const { change } = useListAddress(delegationFilterNames);
  const { permission, delegator, delegate } = useSearch({ from: "/_app/delegations" });
  const personName = async (id: string) => (await api.users.get.query({ id })).name;
  const readsPeople = holds(me, "user:read");
  return (
    <>
      {readsPeople ? (
        <>
          <PickFilter
            label={t("delegation.delegator")}
            placeholder={t("delegation.anyDelegator")}
            source={people}
            value={delegator}
            nameOf={personName}
            onChoose={(id) => change({ delegator: id })}
          />
          <PickFilter
            label={t("delegation.delegate")}
            placeholder={t("delegation.anyDelegate")}
            source={people}
            value={delegate}
            nameOf={personName}
            onChoose={(id) => change({ delegate: id })}
          />
        </>
      ) : null}
      <PickFilter
        label={t("delegation.permissionFilter")}
        placeholder={t("delegation.anyPermission")}
        source={permissions}
        value={permission}
        nameOf={async (code) => nameOf(code)}
        onChoose={(code) => change({ permission: code })}
      />
    </>
  );
}
