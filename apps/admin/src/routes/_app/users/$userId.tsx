import { createFileRoute } from "@tanstack/react-router";
import { UserPage } from "../../../features/users/user-page.tsx";
import { userSearch } from "../../../features/users/user-search.ts";

export const Route = createFileRoute("/_app/users/$userId")({ component: UserPage, validateSearch: userSearch });
