import { createFileRoute } from "@tanstack/react-router";
import { CreateDepartmentPage } from "../../../features/departments/create-department-page.tsx";
import { textParam } from "../../../lib/search-params.ts";

interface NewDepartmentSearch {
  parent?: string | undefined;
}

export const Route = createFileRoute("/_app/departments/new")({
  component: CreateDepartmentPage,
  validateSearch: (search: Record<string, unknown>): NewDepartmentSearch => textParam(search, "parent"),
});
