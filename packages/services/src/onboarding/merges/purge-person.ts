import type { PurgeUserInput, PurgeUserResult } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { purgeUser } from "../../organisation/index.ts";
import type { Services } from "../../platform/index.ts";
import { personReferences } from "./person-references.ts";

const places = personReferences
  .filter(({ purge }) => purge === "delete")
  .map(({ table, column }) => `${table}.${column}`);

/** {@link purgeUser} with everything that the catalogue of references says goes with a person. */
export function purgePerson(services: Services, ctx: TenantContext, input: PurgeUserInput): Promise<PurgeUserResult> {
  return purgeUser(services, ctx, input, places);
}
