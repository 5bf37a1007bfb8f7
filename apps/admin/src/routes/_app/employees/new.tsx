import { createFileRoute } from "@tanstack/react-router";
import { CreateEmployeePage } from "../../../features/employees/create-employee-page.tsx";

export const Route = createFileRoute("/_app/employees/new")({ component: CreateEmployeePage });
