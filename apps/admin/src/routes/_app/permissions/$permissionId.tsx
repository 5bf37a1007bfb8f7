import { createFileRoute } from "@tanstack/react-router";
import { PermissionPage } from "../../../features/catalogue/permission-page.tsx";
import { permissionSearch } from "../../../features/catalogue/permission-search.ts";

export const Route = createFileRoute("/_app/permissions/$permissionId")({
  component: PermissionPage,
  validateSearch: permissionSearch,
});
