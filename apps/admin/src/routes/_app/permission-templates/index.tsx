import { createFileRoute } from "@tanstack/react-router";
import { TemplatesPage } from "../../../features/permission-templates/templates-page.tsx";
import { templatesSearch } from "../../../features/permission-templates/templates-search.ts";

export const Route = createFileRoute("/_app/permission-templates/")({
  component: TemplatesPage,
  validateSearch: templatesSearch,
});
