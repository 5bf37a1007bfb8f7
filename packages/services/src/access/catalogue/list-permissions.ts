import { type ListPermissionsInput, listPermissionsInput, type Page, type PermissionEntry } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { z } from "zod";
import { cursorText, decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { catalogueTarget, loadCatalogue } from "./catalogue-queries.ts";

const sort = "code";
const key = z.tuple([cursorText]);

export interface PermissionPage extends Page<PermissionEntry> {
  readonly total: number;
  readonly can: { readonly create: boolean };
}

/** All that can be granted: Gloria's catalogue and what the tenant has added, by code. Errors: `access.denied`. */
export async function listPermissions(
  services: Services,
  ctx: TenantContext,
  input: ListPermissionsInput,
): Promise<PermissionPage> {
  const wanted = parseInput(listPermissionsInput, input);
  const after = decodeCursor(wanted.cursor, sort, key);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission:read");
    const found = (await loadCatalogue(tx, access)).filter(matcherOf(wanted));
    const rest = after === null ? found : found.filter(({ code }) => code > after[0]);
    const page = pageFrom(
      rest.slice(0, wanted.limit + 1),
      wanted.limit,
      (entry) => entry,
      (entry) => ({ sort, after: [entry.code] }),
    );
    return {
      ...page,
      total: found.length,
      can: { create: access.can("permission:create", catalogueTarget(tx.tenantId)) },
    };
  });
}

function matcherOf(wanted: z.output<typeof listPermissionsInput>): (entry: PermissionEntry) => boolean {
  const query = wanted.q === undefined ? null : fold(wanted.q);
  return (entry) =>
    (query === null || fold(entry.code).includes(query) || fold(entry.name).includes(query)) &&
    (wanted.module === undefined || entry.module === wanted.module) &&
    (wanted.group === undefined || entry.group === wanted.group) &&
    (wanted.delegable === undefined || entry.delegable === wanted.delegable) &&
    (wanted.sensitive === undefined || entry.sensitive === wanted.sensitive) &&
    (wanted.source === undefined || entry.source === wanted.source);
}

/** Whatever the case and the accents. */
function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
