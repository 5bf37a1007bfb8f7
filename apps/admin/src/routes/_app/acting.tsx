import { createFileRoute } from "@tanstack/react-router";
import { ActingPage } from "../../features/acting/acting-page.tsx";
import { actingSearch } from "../../features/acting/acting-search.ts";

export const Route = createFileRoute("/_app/acting")({ component: ActingPage, validateSearch: actingSearch });
