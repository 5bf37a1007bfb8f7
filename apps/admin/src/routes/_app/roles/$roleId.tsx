import { createFileRoute } from "@tanstack/react-router";
import { RolePage } from "../../../features/roles/role-page.tsx";
import { roleSearch } from "../../../features/roles/role-search.ts";

export const Route = createFileRoute("/_app/roles/$roleId")({ component: RolePage, validateSearch: roleSearch });
