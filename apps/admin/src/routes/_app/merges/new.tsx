import { createFileRoute } from "@tanstack/react-router";
import { MergePage } from "../../../features/merges/merge-page.tsx";
import { mergeSearch } from "../../../features/merges/merges-search.ts";

export const Route = createFileRoute("/_app/merges/new")({ component: MergePage, validateSearch: mergeSearch });
