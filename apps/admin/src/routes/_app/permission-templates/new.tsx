import { createFileRoute } from "@tanstack/react-router";
import { CreateTemplatePage } from "../../../features/permission-templates/create-template-page.tsx";

export const Route = createFileRoute("/_app/permission-templates/new")({ component: CreateTemplatePage });
