import { createFileRoute } from "@tanstack/react-router";
import { newBatchSearch } from "../../../../features/permission-batches/batches-search.ts";
import { NewBatchPage } from "../../../../features/permission-batches/new-batch-page.tsx";

export const Route = createFileRoute("/_app/permissions/bulk-assign/new")({
  component: NewBatchPage,
  validateSearch: newBatchSearch,
});
