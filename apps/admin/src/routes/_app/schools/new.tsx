import { createFileRoute } from "@tanstack/react-router";
import { CreateSchoolPage } from "../../../features/schools/create-school-page.tsx";

export const Route = createFileRoute("/_app/schools/new")({ component: CreateSchoolPage });
