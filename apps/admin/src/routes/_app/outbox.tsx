import { createFileRoute } from "@tanstack/react-router";
import { OutboxPage } from "../../features/outbox/outbox-page.tsx";
import { textParam } from "../../lib/search-params.ts";

interface OutboxSearch {
  q?: string | undefined;
  cursor?: string | undefined;
  /** The mail that is open. */
  mail?: string | undefined;
}

export const Route = createFileRoute("/_app/outbox")({
  component: OutboxPage,
  validateSearch: (search: Record<string, unknown>): OutboxSearch => ({
    ...textParam(search, "q"),
    ...textParam(search, "cursor"),
    ...textParam(search, "mail"),
  }),
});
