import { createFileRoute } from "@tanstack/react-router";
import { InvitationsPage } from "../../../features/invitations/invitations-page.tsx";
import { invitationsSearch } from "../../../features/invitations/invitations-search.ts";

export const Route = createFileRoute("/_app/invitations/")({
  component: InvitationsPage,
  validateSearch: invitationsSearch,
});
