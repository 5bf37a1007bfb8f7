import { createFileRoute } from "@tanstack/react-router";
import { UnlinkedPage } from "../../../features/employees/unlinked-page.tsx";
import { oneOf, textParam } from "../../../lib/search-params.ts";

interface UnlinkedSearch {
  tab?: "users" | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
}

export const Route = createFileRoute("/_app/employees/unlinked")({
  component: UnlinkedPage,
  validateSearch(search: Record<string, unknown>): UnlinkedSearch {
    const tab = oneOf(["users"], textParam(search, "tab").tab);
    return { ...(tab ? { tab } : {}), ...textParam(search, "q"), ...textParam(search, "cursor") };
  },
});
