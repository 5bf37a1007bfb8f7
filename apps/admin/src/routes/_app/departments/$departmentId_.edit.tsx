import { createFileRoute } from "@tanstack/react-router";
import { EditDepartmentPage } from "../../../features/departments/edit-department-page.tsx";

export const Route = createFileRoute("/_app/departments/$departmentId_/edit")({ component: EditDepartmentPage });
