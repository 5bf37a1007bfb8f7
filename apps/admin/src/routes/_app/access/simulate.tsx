import { createFileRoute } from "@tanstack/react-router";
import { simulateSearch } from "../../../features/access/access-search.ts";
import { SimulatePage } from "../../../features/access/simulate-page.tsx";

export const Route = createFileRoute("/_app/access/simulate")({
  component: SimulatePage,
  validateSearch: simulateSearch,
});
