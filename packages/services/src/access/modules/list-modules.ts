import { type ListModulesInput, listModulesInput, type Module, type Page } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { z } from "zod";
import { cursorText, decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { countPermissions, loadModules, moduleTarget, toModule } from "./module-queries.ts";

const sort = "sortOrder";
const key = z.tuple([z.int(), cursorText]);

export interface ModulePage extends Page<Module> {
  readonly can: { readonly create: boolean };
}

/** Gloria's modules and the tenant's own, in their order. Errors: `access.denied`. */
export async function listModules(
  services: Services,
  ctx: TenantContext,
  input: ListModulesInput,
): Promise<ModulePage> {
  const wanted = parseInput(listModulesInput, input);
  const after = decodeCursor(wanted.cursor, sort, key);
  const query = wanted.q?.toLowerCase();
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("module:read");
    const [modules, counts] = await Promise.all([loadModules(tx), countPermissions(tx)]);
    const found = modules.filter(
      ({ code, name, isEnabled, sortOrder }) =>
        (query === undefined || code.includes(query) || name.toLowerCase().includes(query)) &&
        (wanted.enabled === undefined || isEnabled === wanted.enabled) &&
        (after === null || sortOrder > after[0] || (sortOrder === after[0] && code > after[1])),
    );
    const page = pageFrom(
      found.slice(0, wanted.limit + 1),
      wanted.limit,
      (module) => toModule(module, counts.get(module.code) ?? 0, tx.tenantId, access),
      ({ sortOrder, code }) => ({ sort, after: [sortOrder, code] }),
    );
    return { ...page, can: { create: access.can("module:create", moduleTarget(tx.tenantId)) } };
  });
}
