import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPanel } from "../../components/list-panel.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { UserCard } from "../users/user-card.tsx";
import { userColumns } from "../users/user-columns.tsx";

/** Who holds a position in the department today, and on request in those below it. */
export function DepartmentPeople({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { below, cursor } = useSearch({ from: "/_app/departments/$departmentId" });
  const { change } = useListAddress([]);
  const people = useQuery(
    trpc.departments.users.queryOptions(
      { id, below: below === "true", limit: 50, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  // What the server does not sort by here, the heads of the columns do not offer.
  const columns = useMemo(() => userColumns(t).map(({ sort: _sort, ...column }) => column), [t]);
  return (
    <ListPanel
      name="department-people"
      label={t("department.tabPeople")}
      query={people}
      columns={columns}
      rowKey={(user) => user.id}
      filterNames={[]}
      filters={
        <Checkbox
          label={t("department.below")}
          checked={below === "true"}
          onChange={(event) => change({ below: event.target.checked ? "true" : undefined })}
        />
      }
      card={(user) => <UserCard user={user} />}
      firstUse={{ icon: <Users />, title: t("department.noPeople"), body: t("department.noPeopleBody") }}
    />
  );
}
