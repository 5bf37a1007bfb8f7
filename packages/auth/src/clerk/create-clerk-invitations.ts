import { createClerkClient } from "@clerk/backend";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { AppError } from "@gloria/core";

export interface ClerkInvitationsOptions {
  readonly secretKey: string;
  /** Another server than Clerk's own; null: Clerk's. */
  readonly apiUrl: string | null;
}

/** Invitations at Clerk, for people who have accepted ours and go on there to choose how they sign in. */
export interface ClerkInvitationClient {
  create(invitation: {
    readonly email: string;
    readonly redirectUrl: string;
    readonly expiresInDays: number;
    readonly userId: string;
  }): Promise<{ readonly id: string; readonly url: string }>;
  revoke(id: string): Promise<void>;
}

/** Clerk takes 1 to 365 days. */
const mostDays = 365;

/**
 * The client over Clerk's backend API. Clerk sends no mail of its own for these: ours has brought the person here.
 *
 * Errors: `service.unavailable` for whatever Clerk refuses or does not answer; the cause is in the log.
 */
export function createClerkInvitations({ secretKey, apiUrl }: ClerkInvitationsOptions): ClerkInvitationClient {
  const clerk = createClerkClient({ secretKey, ...(apiUrl === null ? {} : { apiUrl }) });
  return {
    async create({ email, redirectUrl, expiresInDays, userId }) {
      const made = await asking(() =>
        clerk.invitations.createInvitation({
          emailAddress: email,
          redirectUrl,
          expiresInDays: Math.min(mostDays, Math.max(1, Math.ceil(expiresInDays))),
          // A second one for the same address, as after a broken attempt, replaces nothing and hurts nobody.
          ignoreExisting: true,
          notify: false,
          publicMetadata: { gloriaUserId: userId },
        }),
      );
      if (made.url === undefined) throw new AppError("service.unavailable", { service: "clerk" });
      return { id: made.id, url: made.url };
    },
    async revoke(id) {
      await asking(async () => {
        try {
          await clerk.invitations.revokeInvitation(id);
        } catch (error) {
          // Gone, accepted or revoked before: what was wanted is so.
          if (!(isClerkAPIResponseError(error) && (error.status === 404 || error.status === 400))) throw error;
        }
      });
    },
  };
}

async function asking<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (cause) {
    throw new AppError("service.unavailable", { service: "clerk" }, { cause });
  }
}
