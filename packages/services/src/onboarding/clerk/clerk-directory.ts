/** A user as Clerk describes one. */
export interface ClerkUserData {
  readonly clerkUserId: string;
  readonly externalId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** The primary address. */
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly phone: string | null;
  readonly banned: boolean;
  readonly locked: boolean;
  readonly updatedAtMs: number;
}

/** Clerk itself, asked over its Backend API; the api hands it in. */
export interface ClerkDirectory {
  /** Null when Clerk does not know the user (any more). */
  findUser(clerkUserId: string): Promise<ClerkUserData | null>;
  listMemberships(
    clerkUserId: string,
  ): Promise<readonly { readonly membershipId: string; readonly clerkOrgId: string; readonly updatedAtMs: number }[]>;
}
