import { createFileRoute } from "@tanstack/react-router";
import { EditEmployeePage } from "../../../features/employees/edit-employee-page.tsx";

export const Route = createFileRoute("/_app/employees/$nip_/edit")({ component: EditEmployeePage });
