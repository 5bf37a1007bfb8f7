import { createFileRoute } from "@tanstack/react-router";
import { explainSearch } from "../../../features/access/access-search.ts";
import { ExplainPage } from "../../../features/access/explain-page.tsx";

export const Route = createFileRoute("/_app/access/explain")({ component: ExplainPage, validateSearch: explainSearch });
