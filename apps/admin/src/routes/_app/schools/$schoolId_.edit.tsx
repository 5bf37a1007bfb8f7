import { createFileRoute } from "@tanstack/react-router";
import { EditSchoolPage } from "../../../features/schools/edit-school-page.tsx";

export const Route = createFileRoute("/_app/schools/$schoolId_/edit")({ component: EditSchoolPage });
