import { createFileRoute } from "@tanstack/react-router";
import { CreatePositionPage } from "../../../features/positions/create-position-page.tsx";
import { textParam } from "../../../lib/search-params.ts";

interface NewPositionSearch {
  department?: string | undefined;
}

export const Route = createFileRoute("/_app/positions/new")({
  component: CreatePositionPage,
  validateSearch: (search: Record<string, unknown>): NewPositionSearch => textParam(search, "department"),
});
