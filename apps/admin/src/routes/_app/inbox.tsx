import { createFileRoute } from "@tanstack/react-router";
import { InboxPage } from "../../features/notifications/inbox-page.tsx";
import { oneOf, textParam } from "../../lib/search-params.ts";

interface InboxSearch {
  filter?: "all" | "unread" | "archived" | undefined;
  cursor?: string | undefined;
}

export const Route = createFileRoute("/_app/inbox")({
  component: InboxPage,
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    filter: oneOf(["all", "unread", "archived"], textParam(search, "filter").filter),
    ...textParam(search, "cursor"),
  }),
});
