import { createFileRoute } from "@tanstack/react-router";
import { ImportPage } from "../../../features/imports/import-page.tsx";
import { importSearch } from "../../../features/imports/imports-search.ts";

export const Route = createFileRoute("/_app/imports/$importId")({
  component: ImportPage,
  validateSearch: importSearch,
});
