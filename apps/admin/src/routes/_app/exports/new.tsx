import { createFileRoute } from "@tanstack/react-router";
import { newExportSearch } from "../../../features/exports/exports-search.ts";
import { NewExportPage } from "../../../features/exports/new-export-page.tsx";

export const Route = createFileRoute("/_app/exports/new")({
  component: NewExportPage,
  validateSearch: newExportSearch,
});
