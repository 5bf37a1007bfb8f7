import { createFileRoute } from "@tanstack/react-router";
import { InvitePage } from "../../../features/invitations/invite-page.tsx";

export const Route = createFileRoute("/_app/invitations/new")({ component: InvitePage });
