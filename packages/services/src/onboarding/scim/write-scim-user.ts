import { AppError } from "@gloria/core";
import {
  activateUser,
  createUser,
  deleteUser,
  restoreUser,
  suspendUser,
  updateUser,
} from "../../organisation/index.ts";
import { readInTenant, type Services, writeInTenant } from "../../platform/index.ts";
import { applyScimPatch } from "./apply-scim-patch.ts";
import { getScimUser } from "./list-scim-users.ts";
import type { ScimCaller } from "./scim-caller.ts";
import { attributeIn, isScimObject, type ScimObject } from "./scim-names.ts";
import { identifiersOf, isScimActive, readScimUser, type ScimWish, toScimUser } from "./scim-user.ts";
import { type FoundScimPerson, findScimNamesake, findScimPerson, saveScimLink } from "./scim-user-queries.ts";

/** `If-Match` of the request, as it was sent; null without one. */
type Precondition = string | null;

/**
 * Creates a person, or brings back one whom the provider deleted before: under the same id, with their history.
 *
 * Errors: `scim.invalid_value`, `scim.user_name_in_use`, `scim.external_id_in_use` and the `user.…_in_use` codes.
 */
export async function createScimUser(
  services: Services,
  caller: ScimCaller,
  resource: ScimObject,
): Promise<ScimObject> {
  const wish = readScimUser(resource);
  const { ctx } = caller;
  const namesake = await readInTenant(services, ctx, async (tx) => {
    (await tx.access).assert("user:create");
    return findScimNamesake(tx, wish);
  });
  if (namesake !== null && namesake.deletedAt === null) {
    const sameName = namesake.userName?.toLowerCase() === wish.userName.toLowerCase();
    throw new AppError(sameName ? "scim.user_name_in_use" : "scim.external_id_in_use");
  }
  if (namesake !== null) {
    await restoreUser(services, ctx, { id: namesake.id });
    const person = await readPerson(services, caller, namesake.id);
    return change(services, caller, person, { ...wish, active: wish.active ?? true });
  }
  const created = await createUser(services, ctx, {
    name: wish.name ?? wish.userName,
    ...identifiersOf(wish),
    ...(wish.nip == null ? {} : { nip: wish.nip }),
    ...(wish.phone == null ? {} : { phone: wish.phone }),
    ...(wish.locale === undefined ? {} : { locale: wish.locale }),
    ...(wish.timeZone === undefined ? {} : { timeZone: wish.timeZone }),
  });
  const person = await readPerson(services, caller, created.id);
  return change(services, caller, person, { ...wish, active: wish.active ?? true });
}

/** PUT. What is left out stays as it is: Okta leaves `active` out, and a school's own data is not the provider's to clear. */
export async function replaceScimUser(
  services: Services,
  caller: ScimCaller,
  id: string,
  resource: ScimObject,
  precondition: Precondition,
): Promise<ScimObject> {
  const person = await readPerson(services, caller, id);
  assertPrecondition(person, precondition);
  return change(services, caller, person, readScimUser(resource));
}

/** PATCH. What an operation removes is emptied. */
export async function patchScimUser(
  services: Services,
  caller: ScimCaller,
  id: string,
  body: ScimObject,
  precondition: Precondition,
): Promise<ScimObject> {
  const person = await readPerson(services, caller, id);
  assertPrecondition(person, precondition);
  const before = toScimUser(person, caller.baseUrl);
  const after = applyScimPatch(before, body);
  const wish = readScimUser(withNameThatChanged(before, after));
  const emptied = (attribute: string, value: string | null | undefined) =>
    attributeIn(before, attribute) !== undefined && attributeIn(after, attribute) === undefined ? null : value;
  return change(services, caller, person, {
    ...wish,
    email: emptied("emails", wish.email),
    phone: emptied("phoneNumbers", wish.phone),
  });
}

/** DELETE: softly, so that the provider can bring the person back; their sessions end at once. */
export async function deleteScimUser(
  services: Services,
  caller: ScimCaller,
  id: string,
  precondition: Precondition,
): Promise<void> {
  const person = await readPerson(services, caller, id);
  assertPrecondition(person, precondition);
  await deleteUser(services, caller.ctx, { id });
}

/** One step for each kind of change, each with its own audit event; what is so already costs none. */
async function change(
  services: Services,
  caller: ScimCaller,
  person: FoundScimPerson,
  wish: ScimWish,
): Promise<ScimObject> {
  const { ctx } = caller;
  const { id } = person;
  // The names first: they are what may be refused because of somebody else.
  await writeInTenant(services, ctx, async (tx) => {
    (await tx.access).assert("user:update");
    await saveScimLink(tx, id, wish);
  });
  const fields = changedFields(person, wish);
  if (Object.keys(fields).length > 0) await updateUser(services, ctx, { id, version: person.userVersion, ...fields });
  // Who has left the foundation is not called back by a provider.
  if (wish.active !== undefined && wish.active !== isScimActive(person.status) && person.status !== "resigned") {
    const reason = `scim: ${caller.tokenId}`;
    await (wish.active ? activateUser : suspendUser)(services, ctx, { id, reason });
  }
  return getScimUser(services, caller, id);
}

function changedFields(person: FoundScimPerson, wish: ScimWish) {
  const wanted = {
    name: wish.name,
    email: wish.email,
    phone: wish.phone,
    nip: wish.nip,
    locale: wish.locale,
    timeZone: wish.timeZone,
  };
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && value !== person[field as keyof typeof wanted],
  );
  return Object.fromEntries(changed) as Partial<{
    [Field in keyof typeof wanted]: NonNullable<(typeof wanted)[Field]>;
  }>;
}

/** A part of a name that changes makes the written-out name an old one. */
function withNameThatChanged(before: ScimObject, after: ScimObject): ScimObject {
  const [was, is] = [attributeIn(before, "name"), attributeIn(after, "name")];
  if (!isScimObject(was) || !isScimObject(is) || attributeIn(was, "formatted") !== attributeIn(is, "formatted"))
    return after;
  const { formatted: _, ...parts } = is;
  const partsChanged = ["givenName", "middleName", "familyName"].some(
    (part) => attributeIn(was, part) !== attributeIn(is, part),
  );
  if (partsChanged) return { ...after, name: parts };
  const shown = attributeIn(after, "displayName");
  return shown === attributeIn(before, "displayName") ? after : { ...after, name: { ...parts, formatted: shown } };
}

function readPerson(services: Services, caller: ScimCaller, id: string): Promise<FoundScimPerson> {
  return readInTenant(services, caller.ctx, async (tx) => {
    (await tx.access).assert("user:read");
    return findScimPerson(tx, id);
  });
}

/** @throws AppError `request.precondition_failed` */
function assertPrecondition(person: FoundScimPerson, precondition: Precondition): void {
  if (precondition === null || precondition === "*") return;
  const sent = precondition.split(",").map((tag) => tag.trim());
  if (!sent.some((tag) => tag === `W/"${person.version}"` || tag === `"${person.version}"`)) {
    throw new AppError("request.precondition_failed");
  }
}
