import { createFileRoute } from "@tanstack/react-router";
import { EditPositionPage } from "../../../features/positions/edit-position-page.tsx";

export const Route = createFileRoute("/_app/positions/$positionId_/edit")({ component: EditPositionPage });
