import { createFileRoute } from "@tanstack/react-router";
import { EditTemplatePage } from "../../../features/permission-templates/edit-template-page.tsx";

export const Route = createFileRoute("/_app/permission-templates/$templateId_/edit")({
  component: EditTemplatePage,
});
