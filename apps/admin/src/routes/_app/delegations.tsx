import { createFileRoute } from "@tanstack/react-router";
import { DelegationsPage } from "../../features/delegations/delegations-page.tsx";
import { delegationsSearch } from "../../features/delegations/delegations-search.ts";

export const Route = createFileRoute("/_app/delegations")({
  component: DelegationsPage,
  validateSearch: delegationsSearch,
});
