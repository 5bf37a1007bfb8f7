import type { TenantContext } from "@gloria/core";
import { countUsers } from "../../../organisation/index.ts";
import type { Services } from "../../../platform/index.ts";
import { countOrganisation } from "../sources/count-organisation.ts";
import type { FilterOf } from "../sources/export-source.ts";
import { countAssignments } from "../sources/read-assignments.ts";

/** How many lines the files of an archive have together; those of its manifest are none. */
export async function countOneRoster(
  services: Services,
  ctx: TenantContext,
  filter: FilterOf<"oneroster">,
): Promise<number> {
  const places = await countOrganisation(services, ctx, filter);
  const people = await countUsers(services, ctx, { status: "active", ...filter });
  const roles = await countAssignments(services, ctx, filter);
  // The school year and the foundation itself come to them.
  return 2 + places.schools + (people ?? 0) + roles;
}
