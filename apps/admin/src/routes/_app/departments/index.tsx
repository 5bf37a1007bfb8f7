import { createFileRoute } from "@tanstack/react-router";
import { DepartmentsPage } from "../../../features/departments/departments-page.tsx";
import { departmentsSearch } from "../../../features/departments/departments-search.ts";

export const Route = createFileRoute("/_app/departments/")({
  component: DepartmentsPage,
  validateSearch: departmentsSearch,
});
