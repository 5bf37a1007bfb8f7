import { createFileRoute } from "@tanstack/react-router";
import { SchoolPage } from "../../../features/schools/school-page.tsx";
import { textParam } from "../../../lib/search-params.ts";

interface SchoolSearch {
  tab?: string | undefined;
}

export const Route = createFileRoute("/_app/schools/$schoolId")({
  component: SchoolPage,
  validateSearch: (search: Record<string, unknown>): SchoolSearch => textParam(search, "tab"),
});
