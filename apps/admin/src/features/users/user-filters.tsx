import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { PickFilter } from "../../components/pick-filter.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { useDepartmentSource, usePositionSource, useRoleSource } from "../../components/use-pick-sources.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useApi } from "../../lib/trpc.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { missingChoices, userStatuses } from "./user-choices.ts";
import type { UsersSearch } from "./users-search.ts";

/** Departments count with all that is below them, roles with all that inherit from them. */
export function UserFilters({ search }: { readonly search: UsersSearch }) {
  const { t } = useTranslation();
  const { change } = useListAddress([]);
  const me = useMe();
  const api = useApi();
  const school = useSchoolScope() ?? undefined;
  const departments = useDepartmentSource(school);
  const positions = usePositionSource(school);
  const roles = useRoleSource();
  return (
    <>
      <FilterSelect
        label={t("user.status")}
        anyLabel={t("user.anyStatus")}
        value={search.status}
        options={userStatuses.map((status) => ({ value: status, label: t(`enumeration.status.${status}`) }))}
        onChoose={(value) => change({ status: value })}
      />
      {holds(me, "department:read") ? (
        <PickFilter
          label={t("user.departmentBelow")}
          placeholder={t("user.anyDepartmentTyped")}
          source={departments}
          value={search.department}
          nameOf={async (id) => (await api.departments.get.query({ id })).name}
          onChoose={(department) => change({ department })}
        />
      ) : null}
      {holds(me, "position:read") ? (
        <PickFilter
          label={t("user.position")}
          placeholder={t("user.anyPositionTyped")}
          source={positions}
          value={search.position}
          nameOf={async (id) => (await api.positions.get.query({ id })).name}
          onChoose={(position) => change({ position })}
        />
      ) : null}
      {holds(me, "role:read") ? (
        <PickFilter
          label={t("user.role")}
          placeholder={t("user.anyRole")}
          source={roles}
          value={search.role}
          nameOf={async (id) => (await roles.load("")).find((role) => role.id === id)?.label ?? id}
          onChoose={(role) => change({ role })}
        />
      ) : null}
      <FilterSelect
        label={t("user.missing")}
        anyLabel={t("user.missingNothing")}
        value={search.missing}
        options={missingChoices.map((choice) => ({ value: choice, label: t(`enumeration.missing.${choice}`) }))}
        onChoose={(value) => change({ missing: value })}
      />
      <Checkbox
        label={t("user.deletedOnly")}
        checked={search.deleted === "true"}
        onChange={(event) => change({ deleted: event.target.checked ? "true" : undefined })}
      />
    </>
  );
}
