import { createFileRoute } from "@tanstack/react-router";
import { TrashPage } from "../../features/trash/trash-page.tsx";
import { textParam } from "../../lib/search-params.ts";

interface TrashSearch {
  kind?: string | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
}

export const Route = createFileRoute("/_app/trash")({
  component: TrashPage,
  validateSearch: (search: Record<string, unknown>): TrashSearch => ({
    ...textParam(search, "kind"),
    ...textParam(search, "q"),
    ...textParam(search, "cursor"),
  }),
});
