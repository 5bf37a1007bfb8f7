import { createFileRoute } from "@tanstack/react-router";
import { BatchPage } from "../../../../features/permission-batches/batch-page.tsx";
import { batchSearch } from "../../../../features/permission-batches/batches-search.ts";

export const Route = createFileRoute("/_app/permissions/bulk-assign/$batchId")({
  component: BatchPage,
  validateSearch: batchSearch,
});
