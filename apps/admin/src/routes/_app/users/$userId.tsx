import { createFileRoute } from "@tanstack/react-router";
import { UserPage } from "../../../features/users/user-page.tsx";
import { textParam } from "../../../lib/search-params.ts";

interface UserSearch {
  tab?: string | undefined;
}

export const Route = createFileRoute("/_app/users/$userId")({
  component: UserPage,
  validateSearch: (search: Record<string, unknown>): UserSearch => textParam(search, "tab"),
});
