import { createFileRoute } from "@tanstack/react-router";
import { EmployeePage } from "../../../features/employees/employee-page.tsx";
import { textParam } from "../../../lib/search-params.ts";

interface EmployeeSearch {
  tab?: string | undefined;
  dialog?: string | undefined;
}

export const Route = createFileRoute("/_app/employees/$nip")({
  component: EmployeePage,
  validateSearch: (search: Record<string, unknown>): EmployeeSearch => ({
    ...textParam(search, "tab"),
    ...textParam(search, "dialog"),
  }),
});
