import { createFileRoute } from "@tanstack/react-router";
import { MergesPage } from "../../../features/merges/merges-page.tsx";
import { mergesSearch } from "../../../features/merges/merges-search.ts";

export const Route = createFileRoute("/_app/merges/")({ component: MergesPage, validateSearch: mergesSearch });
