import { createFileRoute } from "@tanstack/react-router";
import { InboxPage } from "../../features/notifications/inbox-page.tsx";
import { choiceParam, textParam } from "../../lib/search-params.ts";

interface InboxSearch {
  filter?: "all" | "unread" | "archived" | undefined;
  cursor?: string | undefined;
}

export const Route = createFileRoute("/_app/inbox")({
  component: InboxPage,
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    ...choiceParam(search, "filter", ["all", "unread", "archived"]),
    ...textParam(search, "cursor"),
  }),
});
