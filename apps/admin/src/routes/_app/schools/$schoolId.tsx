import { createFileRoute } from "@tanstack/react-router";
import { SchoolPage } from "../../../features/schools/school-page.tsx";
import { schoolSearch } from "../../../features/schools/school-search.ts";

export const Route = createFileRoute("/_app/schools/$schoolId")({
  component: SchoolPage,
  validateSearch: schoolSearch,
});
