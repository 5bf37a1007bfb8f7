import { createFileRoute } from "@tanstack/react-router";
import { ModulesPage } from "../../features/modules/modules-page.tsx";
import { modulesSearch } from "../../features/modules/modules-search.ts";

export const Route = createFileRoute("/_app/modules")({ component: ModulesPage, validateSearch: modulesSearch });
