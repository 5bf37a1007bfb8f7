export { ensureClerkSession, type SeenSession } from "./ensure-session.ts";
export { getMe, refreshPermissions } from "./get-me.ts";
export { listSessions, type SessionItem } from "./list-sessions.ts";
export { recordClerkSignIn } from "./record-clerk-sign-in.ts";
export { revokeSession } from "./revoke-session.ts";
export type { SessionIssuer } from "./session-issuer.ts";
export { signInLocally } from "./sign-in-locally.ts";
export { signOut } from "./sign-out.ts";
