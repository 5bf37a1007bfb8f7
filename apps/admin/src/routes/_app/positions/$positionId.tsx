import { createFileRoute } from "@tanstack/react-router";
import { PositionPage } from "../../../features/positions/position-page.tsx";
import { positionSearch } from "../../../features/positions/position-search.ts";

export const Route = createFileRoute("/_app/positions/$positionId")({
  component: PositionPage,
  validateSearch: positionSearch,
});
