import { createFileRoute } from "@tanstack/react-router";
import { PositionsPage } from "../../../features/positions/positions-page.tsx";
import { positionsSearch } from "../../../features/positions/positions-search.ts";

export const Route = createFileRoute("/_app/positions/")({ component: PositionsPage, validateSearch: positionsSearch });
