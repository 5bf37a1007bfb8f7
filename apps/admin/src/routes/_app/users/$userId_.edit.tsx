import { createFileRoute } from "@tanstack/react-router";
import { EditUserPage } from "../../../features/users/edit-user-page.tsx";

export const Route = createFileRoute("/_app/users/$userId_/edit")({ component: EditUserPage });
