import type { Services } from "../../platform/index.ts";
import type { ClerkDirectory } from "./clerk-directory.ts";
import {
  type ConcernedTenant,
  deletionReport,
  forgetOtherMemberships,
  listConcernedTenants,
  lockClerkUser,
  rememberMembership,
  rememberUser,
  reportOf,
} from "./clerk-memory.ts";

/**
 * Asks Clerk about one user, remembers the answer as if its webhooks had told it, and acts on it before anything else
 * is heard of the user. A user whom Clerk does not know any more is remembered as deleted, if anything was known.
 *
 * @param act gets whom it concerns, by tenant. @throws AppError `clerk.unavailable`
 */
export async function pullClerkUser<Result>(
  services: Services,
  directory: ClerkDirectory,
  clerkUserId: string,
  act: (concerned: readonly ConcernedTenant[]) => Promise<Result>,
): Promise<Result> {
  const askedAtMs = services.clock.now().getTime();
  const [user, memberships] = await Promise.all([
    directory.findUser(clerkUserId),
    directory.listMemberships(clerkUserId),
  ]);
  const outcome = await services.system.sql.begin(async (tx) => {
    await lockClerkUser(tx, clerkUserId);
    if (user === null) {
      if ((await listConcernedTenants(tx, clerkUserId)).length > 0) {
        await rememberUser(tx, clerkUserId, deletionReport(askedAtMs));
      }
    } else {
      await rememberUser(tx, clerkUserId, reportOf(user));
      for (const { membershipId, clerkOrgId, updatedAtMs } of memberships) {
        await rememberMembership(tx, { membershipId, clerkUserId, clerkOrgId, atMs: updatedAtMs, deleted: false });
      }
      const listed = memberships.map((membership) => membership.membershipId);
      await forgetOtherMemberships(tx, clerkUserId, listed, askedAtMs);
    }
    return { result: await act(await listConcernedTenants(tx, clerkUserId)) };
  });
  return outcome.result as Result;
}
