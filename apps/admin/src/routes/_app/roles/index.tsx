import { createFileRoute } from "@tanstack/react-router";
import { RolesPage } from "../../../features/roles/roles-page.tsx";
import { rolesSearch } from "../../../features/roles/roles-search.ts";

export const Route = createFileRoute("/_app/roles/")({ component: RolesPage, validateSearch: rolesSearch });
