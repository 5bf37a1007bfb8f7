import { readInTenant, type Services } from "../../platform/index.ts";
import { parseScimFilter } from "./parse-scim-filter.ts";
import type { ScimCaller, ScimPage } from "./scim-caller.ts";
import { listSchema, type ScimObject } from "./scim-names.ts";
import { toScimUser } from "./scim-user.ts";
import { findScimPerson, listScimPeople } from "./scim-user-queries.ts";

/** The foundation's living people. Errors: `scim.invalid_filter`. */
export async function listScimUsers(services: Services, caller: ScimCaller, page: ScimPage): Promise<ScimObject> {
  const filter = page.filter === null ? null : parseScimFilter(page.filter);
  return readInTenant(services, caller.ctx, async (tx) => {
    (await tx.access).assert("user:read");
    const offset = page.startIndex - 1;
    const { total, people } = await listScimPeople(tx, filter, { offset, limit: page.count });
    return {
      schemas: [listSchema],
      totalResults: total,
      startIndex: page.startIndex,
      itemsPerPage: people.length,
      Resources: people.map((person) => toScimUser(person, caller.baseUrl)),
    };
  });
}

/** One living person. Errors: `user.not_found`. */
export async function getScimUser(services: Services, caller: ScimCaller, id: string): Promise<ScimObject> {
  return readInTenant(services, caller.ctx, async (tx) => {
    (await tx.access).assert("user:read");
    return toScimUser(await findScimPerson(tx, id), caller.baseUrl);
  });
}
