import { createFileRoute } from "@tanstack/react-router";
import { EditRolePage } from "../../../features/roles/edit-role-page.tsx";

export const Route = createFileRoute("/_app/roles/$roleId_/edit")({ component: EditRolePage });
