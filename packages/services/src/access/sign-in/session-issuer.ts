/** Who signs tokens on this machine; null where Clerk does. The api hands in the local issuer. */
export interface SessionIssuer {
  sign(session: {
    readonly userId: string;
    readonly tenantId: string;
    readonly sessionId: string;
    readonly ttlSeconds: number;
  }): {
    readonly token: string;
    readonly expiresAt: Date;
  };
  /** The `sid` claim of a session. */
  sidOf(sessionId: string): string;
}

/** How long a local sign-in lasts. */
export const localSessionSeconds = 12 * 60 * 60;
