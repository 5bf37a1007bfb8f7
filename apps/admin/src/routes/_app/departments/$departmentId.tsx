import { createFileRoute } from "@tanstack/react-router";
import { DepartmentPage } from "../../../features/departments/department-page.tsx";
import { departmentSearch } from "../../../features/departments/department-search.ts";

export const Route = createFileRoute("/_app/departments/$departmentId")({
  component: DepartmentPage,
  validateSearch: departmentSearch,
});
