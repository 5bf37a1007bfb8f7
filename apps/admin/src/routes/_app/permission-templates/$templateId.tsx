import { createFileRoute } from "@tanstack/react-router";
import { TemplatePage } from "../../../features/permission-templates/template-page.tsx";
import { templateSearch } from "../../../features/permission-templates/templates-search.ts";

export const Route = createFileRoute("/_app/permission-templates/$templateId")({
  component: TemplatePage,
  validateSearch: templateSearch,
});
