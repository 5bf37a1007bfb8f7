import { createFileRoute } from "@tanstack/react-router";
import { CreateRolePage } from "../../../features/roles/create-role-page.tsx";

export const Route = createFileRoute("/_app/roles/new")({ component: CreateRolePage });
