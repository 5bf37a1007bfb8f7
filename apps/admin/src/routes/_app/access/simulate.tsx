import { createFileRoute } from "@tanstack/react-router";
import { SimulatePage } from "../../../features/access/simulate-page.tsx";
import { simulateSearch } from "../../../features/access/simulate-search.ts";

export const Route = createFileRoute("/_app/access/simulate")({
  component: SimulatePage,
  validateSearch: simulateSearch,
});
