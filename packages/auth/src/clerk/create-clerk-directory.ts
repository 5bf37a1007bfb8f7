import { createClerkClient } from "@clerk/backend";
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { AppError } from "@gloria/core";
import { type ClerkUserFacts, clerkUserFacts } from "../webhooks/clerk-webhook-event.ts";

export interface ClerkDirectoryOptions {
  readonly secretKey: string;
  /** Where Clerk's Backend API answers; null for Clerk's own address. */
  readonly apiUrl: string | null;
}

/** A membership as Clerk has it now. */
export interface ClerkMembershipFacts {
  readonly membershipId: string;
  readonly clerkOrgId: string;
  readonly updatedAtMs: number;
}

/** What Clerk knows, asked of Clerk itself. */
export interface ClerkDirectory {
  /** @returns null when Clerk does not know the user (any more). @throws AppError `clerk.unavailable` */
  findUser(clerkUserId: string): Promise<ClerkUserFacts | null>;
  /** Every organisation that the user belongs to now. @throws AppError `clerk.unavailable` */
  listMemberships(clerkUserId: string): Promise<ClerkMembershipFacts[]>;
}

const pageSize = 100;

/** Somebody waits for the answer, who had better hear that Clerk does not answer. */
const patienceMs = 10_000;

/** {@link ClerkDirectory} over Clerk's Backend API. */
export function createClerkDirectory({ secretKey, apiUrl }: ClerkDirectoryOptions): ClerkDirectory {
  const client = createClerkClient({
    secretKey,
    ...(apiUrl === null ? {} : { apiUrl }),
    telemetry: { disabled: true },
  });
  return {
    async findUser(clerkUserId) {
      const user = await orNull(() => client.users.getUser(clerkUserId));
      if (user === null) return null;
      const parsed = clerkUserFacts.safeParse(user.raw);
      if (!parsed.success) throw new AppError("clerk.unavailable", {}, { cause: parsed.error });
      return parsed.data;
    },
    async listMemberships(clerkUserId) {
      const found: ClerkMembershipFacts[] = [];
      for (let offset = 0; ; offset += pageSize) {
        const page = await orNull(() =>
          client.users.getOrganizationMembershipList({ userId: clerkUserId, limit: pageSize, offset }),
        );
        if (page === null) return [];
        for (const { id, organization, updatedAt } of page.data) {
          found.push({ membershipId: id, clerkOrgId: organization.id, updatedAtMs: updatedAt });
        }
        if (page.data.length < pageSize) return found;
      }
    },
  };
}

/** Null for what Clerk does not know; whatever else goes wrong is Clerk not answering as it should. */
async function orNull<Result>(ask: () => Promise<Result>): Promise<Result | null> {
  try {
    return await Promise.race([ask(), silence()]);
  } catch (cause) {
    if (isClerkAPIResponseError(cause) && cause.status === 404) return null;
    throw new AppError("clerk.unavailable", {}, { cause });
  }
}

function silence(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`Clerk has not answered in ${patienceMs} ms.`)), patienceMs).unref();
  });
}
