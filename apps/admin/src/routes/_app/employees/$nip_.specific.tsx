import { createFileRoute } from "@tanstack/react-router";
import { EditSpecificPage } from "../../../features/employees/edit-specific-page.tsx";

export const Route = createFileRoute("/_app/employees/$nip_/specific")({ component: EditSpecificPage });
