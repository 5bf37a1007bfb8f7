import type { UserRow } from "@gloria/contracts";
import { AppError, isAppError, type TenantContext } from "@gloria/core";
import { getUser, getUserByNip, listUsers, type Services } from "@gloria/services";

/** A person as far as a command names them. */
export type NamedPerson = Pick<UserRow, "id" | "name" | "status" | "email" | "nip" | "deletedAt" | "version">;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The one person whom somebody means by an id, a NIP, an e-mail or a user name.
 *
 * @throws AppError `user.not_found` for none, `auth.identifier_ambiguous` for several
 */
export async function findPerson(
  services: Services,
  ctx: TenantContext,
  who: string,
  { deleted }: { readonly deleted: boolean },
): Promise<NamedPerson> {
  if (uuid.test(who)) {
    const person = await getUser(services, ctx, { id: who });
    if ((person.deletedAt !== null) !== deleted) throw new AppError("user.not_found");
    return person;
  }
  if (!deleted) {
    const byNip = await getUserByNip(services, ctx, { nip: who }).catch((error: unknown) => {
      if (isAppError(error, "user.not_found") || isAppError(error, "request.invalid")) return null;
      throw error;
    });
    if (byNip !== null) return byNip;
  }
  const named = who.toLowerCase();
  const { items } = await listUsers(services, ctx, { q: who, deleted, limit: 200 });
  const found = items.filter((one) =>
    [one.email, one.username, one.nip].some((identifier) => identifier?.toLowerCase() === named),
  );
  const [person, another] = found;
  if (person === undefined) throw new AppError("user.not_found");
  if (another !== undefined) throw new AppError("auth.identifier_ambiguous", { tenants: found.map(({ id }) => id) });
  return person;
}
