import { createFileRoute } from "@tanstack/react-router";
import { AcceptInvitationPage } from "../features/invitations/accept-invitation-page.tsx";

export const Route = createFileRoute("/invitations_/accept")({ component: AcceptInvitationPage });
