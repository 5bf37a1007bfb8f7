import { createFileRoute } from "@tanstack/react-router";
import { PermissionsPage } from "../../../features/catalogue/permissions-page.tsx";
import { permissionsSearch } from "../../../features/catalogue/permissions-search.ts";

export const Route = createFileRoute("/_app/permissions/")({
  component: PermissionsPage,
  validateSearch: permissionsSearch,
});
