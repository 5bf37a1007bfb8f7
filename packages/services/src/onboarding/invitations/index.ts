export { acceptInvitation, type WayIn } from "./accept-invitation.ts";
export type { ClerkInvitations } from "./clerk-invitations.ts";
export { hashToken } from "./invitation-proofs.ts";
export { inviteUsers } from "./invite-users.ts";
export { type InvitationPage, listInvitations } from "./list-invitations.ts";
export { resendInvitation } from "./resend-invitation.ts";
export { sweepAttempts } from "./sweep-attempts.ts";
export { withdrawInvitation } from "./withdraw-invitation.ts";
