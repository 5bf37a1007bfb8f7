import type { Employee, EmployeeRow } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EntityActions } from "../../components/entity-actions.tsx";
import { useSoftDelete } from "../../components/use-soft-delete.ts";
import { useApi } from "../../lib/trpc.ts";
import { useEmployeeRefresh } from "./use-employee-refresh.ts";

interface EmployeeActionsProps {
  readonly employee: Employee | EmployeeRow;
  readonly place: "page" | "row";
}

/** What the server allows with an employee, whom it knows by the NIP. */
export function EmployeeActions({ employee, place }: EmployeeActionsProps) {
  const { t } = useTranslation();
  const api = useApi();
  const { nip, name, can } = employee;
  const softDelete = useSoftDelete({
    remove: (id) => api.employees.delete.mutate({ nip: id }),
    restore: (id) => api.employees.restore.mutate({ nip: id }),
    refresh: useEmployeeRefresh(),
    deletedText: () => t("employee.deleted", { name }),
    restoredText: () => t("employee.restored", { name }),
  });
  return (
    <EntityActions
      entity={{ id: nip, name, can }}
      place={place}
      softDelete={softDelete}
      edit={(content) => (
        <Link to="/employees/$nip/edit" params={{ nip }}>
          {content}
        </Link>
      )}
      deleteTitle={t("employee.deleteTitle", { name })}
      deleteBody={t("employee.deleteBody")}
    />
  );
}
