import { type ListTenantsInput, listTenantsInput, type Page, type Tenant } from "@gloria/contracts";
import { type Actor, AppError } from "@gloria/core";
import { tenants } from "@gloria/db";
import { asc, sql } from "drizzle-orm";
import { z } from "zod";
import { cursorText, decodeCursor, pageFrom, parseInput, type Services } from "../../platform/index.ts";
import { toTenant } from "./tenant-queries.ts";

/** Every tenant, by code. Only for a named part of Gloria itself: it is read under the system role. */
export async function listTenants(
  services: Services,
  actor: Actor,
  input: ListTenantsInput = {},
): Promise<Page<Tenant>> {
  if (actor.kind !== "system") throw new AppError("access.denied", { permission: "platform.tenant:read" });
  const wanted = parseInput(listTenantsInput, input);
  const after = decodeCursor(wanted.cursor, "code", z.tuple([cursorText]));
  const rows = await services.system.db
    .select()
    .from(tenants)
    .where(after === null ? undefined : sql`${tenants.code} > ${after[0]}`)
    .orderBy(asc(tenants.code))
    .limit(wanted.limit + 1);
  return pageFrom(rows, wanted.limit, toTenant, (row) => ({ sort: "code", after: [row.code] }));
}
