import { useTranslation } from "react-i18next";
import { DeletedFilter } from "../../components/deleted-filter.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import type { RolesSearch } from "./roles-search.ts";

const levels = Array.from({ length: 10 }, (_, index) => String(index + 1));

export function RoleFilters({ search }: { readonly search: RolesSearch }) {
  const { t } = useTranslation();
  const { change } = useListAddress([]);
  return (
    <>
      <FilterSelect
        label={t("role.kind")}
        anyLabel={t("role.anyKind")}
        value={search.kind}
        options={[
          { value: "system", label: t("role.system") },
          { value: "own", label: t("role.own") },
        ]}
        onChoose={(kind) => change({ kind })}
      />
      <FilterSelect
        label={t("role.level")}
        anyLabel={t("role.anyLevel")}
        value={search.level}
        options={levels.map((value) => ({ value, label: t("role.levelOf", { level: value }) }))}
        onChoose={(level) => change({ level })}
      />
      <DeletedFilter label={t("role.showDeleted")} />
    </>
  );
}
