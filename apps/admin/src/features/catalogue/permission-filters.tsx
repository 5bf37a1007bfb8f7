import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import type { PermissionsSearch } from "./permissions-search.ts";

export function PermissionFilters({ search }: { readonly search: PermissionsSearch }) {
  const { t } = useTranslation();
  const me = useMe();
  const trpc = useTRPC();
  const { change } = useListAddress([]);
  const groups = useQuery(trpc.permissionCatalogue.groups.queryOptions({ limit: 200 }, { staleTime: 300_000 }));
  const modules = useQuery(
    trpc.modules.list.queryOptions({ limit: 200 }, { staleTime: 300_000, enabled: holds(me, "module:read") }),
  );
  return (
    <>
      <FilterSelect
        label={t("catalogue.group")}
        anyLabel={t("catalogue.anyGroup")}
        value={search.group}
        options={(groups.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        onChoose={(group) => change({ group })}
      />
      <FilterSelect
        label={t("catalogue.module")}
        anyLabel={t("catalogue.anyModule")}
        value={search.module}
        options={(modules.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        onChoose={(module) => change({ module })}
      />
      <FilterSelect
        label={t("catalogue.delegable")}
        anyLabel={t("catalogue.anyDelegable")}
        value={search.delegable}
        options={[
          { value: "true", label: t("catalogue.delegable") },
          { value: "false", label: t("catalogue.notDelegable") },
        ]}
        onChoose={(delegable) => change({ delegable })}
      />
      <FilterSelect
        label={t("catalogue.sensitive")}
        anyLabel={t("catalogue.anySensitive")}
        value={search.sensitive}
        options={[
          { value: "true", label: t("catalogue.sensitive") },
          { value: "false", label: t("catalogue.notSensitive") },
        ]}
        onChoose={(sensitive) => change({ sensitive })}
      />
      <FilterSelect
        label={t("catalogue.source")}
        anyLabel={t("catalogue.anySource")}
        value={search.source}
        options={(["catalogue", "tenant"] as const).map((value) => ({
          value,
          label: t(`catalogue.source.${value}`),
        }))}
        onChoose={(source) => change({ source })}
      />
    </>
  );
}
