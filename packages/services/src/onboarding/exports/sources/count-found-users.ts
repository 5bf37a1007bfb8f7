import type { TenantContext } from "@gloria/core";
import { countUsers, listUsers } from "../../../organisation/index.ts";
import type { Services } from "../../../platform/index.ts";
import { pagesOf } from "../pages-of.ts";
import type { FilterOf } from "./export-source.ts";

/** Hits of a search that are counted at most: a search is there to find somebody. */
const mostHits = 10_000;

/** How many people the list has under these filters; null for a search with more hits than anybody looks for. */
export async function countFoundUsers(
  services: Services,
  ctx: TenantContext,
  filter: FilterOf<"users">,
): Promise<number | null> {
  const counted = await countUsers(services, ctx, filter);
  if (counted !== null) return counted;
  let hits = 0;
  for await (const page of pagesOf((place) => listUsers(services, ctx, { ...filter, ...place }))) {
    hits += page.length;
    if (hits > mostHits) return null;
  }
  return hits;
}
