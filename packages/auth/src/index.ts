export {
  type ClerkDirectory,
  type ClerkDirectoryOptions,
  type ClerkMembershipFacts,
  createClerkDirectory,
} from "./clerk/create-clerk-directory.ts";
export {
  type ClerkInvitationClient,
  type ClerkInvitationsOptions,
  createClerkInvitations,
} from "./clerk/create-clerk-invitations.ts";
export {
  type AuthenticatedCaller,
  type Authenticator,
  type AuthenticatorOptions,
  createAuthenticator,
} from "./identity/create-authenticator.ts";
export { createDatabaseIdentityLookup } from "./identity/create-database-identity-lookup.ts";
export {
  createIdentityResolver,
  type IdentityLookup,
  type IdentityResolver,
  type IdentityResolverOptions,
  type ResolvedIdentity,
} from "./identity/create-identity-resolver.ts";
export {
  createLocalIssuer,
  type LocalIssuer,
  type LocalIssuerOptions,
  type LocalSession,
  type SignedSessionToken,
} from "./local/create-local-issuer.ts";
export { isLoopbackHost, isLoopbackHostHeader } from "./local/is-loopback-host.ts";
export { localIssuerName, localOrgId, localSid, localSubject } from "./local/local-names.ts";
export { sessionIdOf } from "./sessions/session-id-of.ts";
export { sessionSourceOf } from "./sessions/session-source-of.ts";
export {
  createTicketSigner,
  type PathCookie,
  type TicketHolder,
  type TicketPurpose,
  type TicketRow,
  type TicketSigner,
  ticketPurposes,
} from "./tickets/create-ticket-signer.ts";
export { loadOrCreateTicketSecret } from "./tickets/load-or-create-ticket-secret.ts";
export { bearerOf } from "./token/bearer-of.ts";
export { clerkIssuerOf } from "./token/clerk-issuer-of.ts";
export { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from "./token/create-token-verifier.ts";
export { TokenRejection, type TokenRejectionReason } from "./token/token-rejection.ts";
export type { VerifiedClaims } from "./token/verified-claims.ts";
export type { ClerkUserFacts, ClerkWebhookEvent, UnhandledClerkEvent } from "./webhooks/clerk-webhook-event.ts";
export { type ClerkWebhookDelivery, verifyClerkWebhook } from "./webhooks/verify-clerk-webhook.ts";
