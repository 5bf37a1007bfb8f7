import { createFileRoute } from "@tanstack/react-router";
import { ChartPage } from "../../features/chart/chart-page.tsx";
import { chartSearch } from "../../features/chart/chart-search.ts";

export const Route = createFileRoute("/_app/org-chart")({ component: ChartPage, validateSearch: chartSearch });
