import { createFileRoute } from "@tanstack/react-router";
import { SchoolsPage } from "../../../features/schools/schools-page.tsx";
import { schoolsSearch } from "../../../features/schools/schools-search.ts";

export const Route = createFileRoute("/_app/schools/")({ component: SchoolsPage, validateSearch: schoolsSearch });
