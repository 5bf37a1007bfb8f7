import type { PermissionEntry } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FilterBar } from "../../components/filter-bar.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { useHeadingName } from "../../lib/use-heading-name.ts";
import { Panel } from "../../ui/panel.tsx";
import type { RoleSearch } from "./role-search.ts";

export const matrixFilterNames = ["q", "group", "module", "show"];

interface MatrixFiltersProps {
  readonly search: RoleSearch;
  readonly catalogue: readonly PermissionEntry[];
}

export function MatrixFilters({ search, catalogue }: MatrixFiltersProps) {
  const { t } = useTranslation();
  const heading = useHeadingName();
  const { q, active, change, clear } = useListAddress(matrixFilterNames);
  const groups = [...new Set(catalogue.map(({ group }) => group))];
  const modules = [...new Set(catalogue.map(({ module }) => module))];
  return (
    <Panel flush>
      <FilterBar
        active={active}
        onClear={clear}
        search={
          <SearchField
            label={t("grant.matrixSearch")}
            value={q}
            onSearch={(value) => change({ q: value || undefined })}
          />
        }
      >
        <FilterSelect
          label={t("grant.matrixGroup")}
          anyLabel={t("grant.anyGroup")}
          value={search.group}
          options={groups.map((value) => ({ value, label: heading.group(value) }))}
          onChoose={(group) => change({ group })}
        />
        <FilterSelect
          label={t("grant.matrixModule")}
          anyLabel={t("grant.anyModule")}
          value={search.module}
          options={modules.map((value) => ({ value, label: heading.module(value) }))}
          onChoose={(module) => change({ module })}
        />
        <FilterSelect
          label={t("grant.matrixShow")}
          anyLabel={t("grant.matrixShowAll")}
          value={search.show}
          options={[
            { value: "set", label: t("grant.matrixShowSet") },
            { value: "own", label: t("grant.matrixShowOwn") },
            { value: "changed", label: t("grant.matrixShowChanged") },
          ]}
          onChoose={(show) => change({ show })}
        />
      </FilterBar>
    </Panel>
  );
}
