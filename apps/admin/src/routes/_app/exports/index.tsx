import { createFileRoute } from "@tanstack/react-router";
import { ExportsPage } from "../../../features/exports/exports-page.tsx";
import { exportsSearch } from "../../../features/exports/exports-search.ts";

export const Route = createFileRoute("/_app/exports/")({ component: ExportsPage, validateSearch: exportsSearch });
