import {
  type ListPermissionGroupsInput,
  listPermissionGroupsInput,
  type Page,
  type PermissionGroupEntry,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { z } from "zod";
import { cursorText, decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { catalogueTarget, loadCatalogue } from "./catalogue-queries.ts";
import { loadGroups, toGroupEntry } from "./group-queries.ts";

const sort = "sortOrder";
const key = z.tuple([z.int(), cursorText]);

export interface PermissionGroupPage extends Page<PermissionGroupEntry> {
  readonly can: { readonly create: boolean };
}

/** The headings of permissions, Gloria's and the tenant's, in their order. Errors: `access.denied`. */
export async function listPermissionGroups(
  services: Services,
  ctx: TenantContext,
  input: ListPermissionGroupsInput,
): Promise<PermissionGroupPage> {
  const wanted = parseInput(listPermissionGroupsInput, input);
  const after = decodeCursor(wanted.cursor, sort, key);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission:read");
    const [groups, catalogue] = await Promise.all([loadGroups(tx), loadCatalogue(tx, access)]);
    const counts = new Map<string, number>();
    for (const { group } of catalogue) counts.set(group, (counts.get(group) ?? 0) + 1);
    const rest = groups.filter(
      ({ sortOrder, code }) => after === null || sortOrder > after[0] || (sortOrder === after[0] && code > after[1]),
    );
    const page = pageFrom(
      rest.slice(0, wanted.limit + 1),
      wanted.limit,
      (group) => toGroupEntry(group, counts.get(group.code) ?? 0, tx.tenantId, access),
      ({ sortOrder, code }) => ({ sort, after: [sortOrder, code] }),
    );
    return { ...page, can: { create: access.can("permission:create", catalogueTarget(tx.tenantId)) } };
  });
}
