import { createFileRoute } from "@tanstack/react-router";
import { whoCanSearch } from "../../../features/access/access-search.ts";
import { WhoCanPage } from "../../../features/access/who-can-page.tsx";

export const Route = createFileRoute("/_app/access/who-can")({ component: WhoCanPage, validateSearch: whoCanSearch });
