import { createFileRoute } from "@tanstack/react-router";
import { BatchesPage } from "../../../../features/permission-batches/batches-page.tsx";
import { batchesSearch } from "../../../../features/permission-batches/batches-search.ts";

export const Route = createFileRoute("/_app/permissions/bulk-assign/")({
  component: BatchesPage,
  validateSearch: batchesSearch,
});
