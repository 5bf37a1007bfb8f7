import type { UnlinkedEmployee, UnlinkedUser } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Link2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { LinkButton } from "./link-button.tsx";
import { NipText } from "./nip-text.tsx";

const filterNames = ["q"];

function useUnlinkedAddress() {
  const { q, cursor } = useSearch({ from: "/_app/employees/unlinked" });
  return { limit: 25, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) };
}

/** Employees without an account, each with accounts that may be theirs. */
export function UnlinkedEmployees() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const employees = useQuery(
    trpc.employees.unlinked.queryOptions(useUnlinkedAddress(), { placeholderData: keepPreviousData }),
  );
  const columns: readonly Column<UnlinkedEmployee>[] = [
    {
      id: "name",
      header: t("employee.field.name"),
      names: true,
      cell: (employee) => <EmployeeName employee={employee} />,
    },
    {
      id: "school",
      header: t("employee.school"),
      cell: (employee) => employee.schoolName ?? t("common.emptyValue"),
    },
    {
      id: "suggestions",
      header: t("employee.suggestions"),
      cell: (employee) => <AccountSuggestions employee={employee} />,
    },
  ];
  return (
    <ListPanel
      name="unlinked-employees"
      label={t("employee.unlinkedEmployees")}
      query={employees}
      columns={columns}
      rowKey={(employee) => employee.id}
      searchLabel={t("employee.searchLabel")}
      filterNames={filterNames}
      card={(employee) => (
        <div className="grid gap-2">
          <EmployeeName employee={employee} />
          <AccountSuggestions employee={employee} />
        </div>
      )}
      firstUse={{ icon: <Link2 />, title: t("employee.allLinkedTitle"), body: t("employee.allLinkedBody") }}
    />
  );
}

function EmployeeName({ employee }: { readonly employee: UnlinkedEmployee }) {
  return (
    <span className="grid">
      <NameLink to="/employees/$nip" params={{ nip: employee.nip }}>
        {employee.name}
      </NameLink>
      <NipText employee={employee} />
    </span>
  );
}

function AccountSuggestions({ employee }: { readonly employee: UnlinkedEmployee }) {
  const { t } = useTranslation();
  if (employee.suggestions.length === 0) {
    return <span className="text-sm text-ink-soft">{t("employee.noSuggestion")}</span>;
  }
  return (
    <span className="grid justify-items-start gap-1.5">
      {employee.suggestions.map((user) => (
        <LinkButton key={user.userId} nip={employee.nip} userId={user.userId} name={user.name} why={user.by} />
      ))}
    </span>
  );
}

/** Accounts whose number no employee has, each with employees that they may be. */
export function UnlinkedUsers() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const users = useQuery(trpc.users.unlinked.queryOptions(useUnlinkedAddress(), { placeholderData: keepPreviousData }));
  const columns: readonly Column<UnlinkedUser>[] = [
    { id: "name", header: t("employee.field.name"), names: true, cell: (user) => <UserName user={user} /> },
    { id: "school", header: t("employee.school"), cell: (user) => user.homeSchoolName ?? t("common.emptyValue") },
    {
      id: "suggestions",
      header: t("employee.suggestions"),
      cell: (user) => <EmployeeSuggestions user={user} />,
    },
  ];
  return (
    <ListPanel
      name="unlinked-users"
      label={t("employee.unlinkedUsers")}
      query={users}
      columns={columns}
      rowKey={(user) => user.id}
      searchLabel={t("employee.searchLabel")}
      filterNames={filterNames}
      card={(user) => (
        <div className="grid gap-2">
          <UserName user={user} />
          <EmployeeSuggestions user={user} />
        </div>
      )}
      firstUse={{ icon: <Link2 />, title: t("employee.allLinkedTitle"), body: t("employee.allLinkedBody") }}
    />
  );
}

function UserName({ user }: { readonly user: UnlinkedUser }) {
  return (
    <span className="grid">
      <NameLink to="/users/$userId" params={{ userId: user.id }}>
        {user.name}
      </NameLink>
      <span className="text-sm break-words text-ink-soft">{[user.nip, user.email].filter(Boolean).join(" · ")}</span>
    </span>
  );
}

function EmployeeSuggestions({ user }: { readonly user: UnlinkedUser }) {
  const { t } = useTranslation();
  if (user.suggestions.length === 0) {
    return <span className="text-sm text-ink-soft">{t("employee.noSuggestion")}</span>;
  }
  return (
    <span className="grid justify-items-start gap-1.5">
      {user.suggestions.map((employee) => (
        <LinkButton
          key={employee.nip}
          nip={employee.nip}
          userId={user.id}
          name={`${employee.name} (${employee.nip})`}
          why={employee.by}
        />
      ))}
    </span>
  );
}
