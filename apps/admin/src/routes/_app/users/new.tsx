import { createFileRoute } from "@tanstack/react-router";
import { CreateUserPage } from "../../../features/users/create-user-page.tsx";

export const Route = createFileRoute("/_app/users/new")({ component: CreateUserPage });
