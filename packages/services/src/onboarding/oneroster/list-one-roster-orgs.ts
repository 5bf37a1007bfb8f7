import { AppError, type TenantContext } from "@gloria/core";
import { schools, tenants } from "@gloria/db";
import { and, eq, isNull } from "drizzle-orm";
import { visibleSchools } from "../../organisation/index.ts";
import { readInTenant, type Services } from "../../platform/index.ts";
import type { OneRosterFields, OneRosterOperator, OneRosterQuery } from "./one-roster-query.ts";
import {
  type OneRosterObject,
  type OneRosterPage,
  type OrgFacts,
  pickFields,
  toOneRosterOrg,
} from "./one-roster-shapes.ts";

export const orgFields: OneRosterFields = {
  filters: ["sourcedId", "status", "dateLastModified", "name", "type", "identifier"],
  sorts: ["sourcedId", "dateLastModified", "name", "type", "identifier"],
};

/** The foundation, as district, and the schools that the caller may read; by name unless sorted otherwise. */
export async function listOneRosterOrgs(
  services: Services,
  ctx: TenantContext,
  query: OneRosterQuery,
  { base, onlySchools }: { readonly base: string; readonly onlySchools: boolean },
): Promise<OneRosterPage> {
  const orgs = await readOrgs(services, ctx);
  const wanted = orgs.filter((org) => !onlySchools || org.type === "school");
  // A foundation has tens of schools: they are sorted here, by the rules that hold for what is shown.
  const items = wanted
    .map((org) => toOneRosterOrg(org, base))
    .filter((org) => query.conditions.every((one) => holds(org, one)));
  const key = query.sort ?? "name";
  items.sort((a, b) => compare(textOf(a, key), textOf(b, key)) || compare(a.sourcedId, b.sourcedId));
  if (query.descending) items.reverse();
  const page = items.slice(query.offset, query.offset + query.limit);
  return { items: page.map((org) => pickFields(org, query)), total: items.length };
}

/** @throws AppError `school.not_found` */
export async function getOneRosterOrg(
  services: Services,
  ctx: TenantContext,
  id: string,
  { base, onlySchools }: { readonly base: string; readonly onlySchools: boolean },
): Promise<OneRosterObject> {
  const found = (await readOrgs(services, ctx)).find((org) => org.id === id.toLowerCase());
  if (found === undefined || (onlySchools && found.type !== "school")) throw new AppError("school.not_found");
  return toOneRosterOrg(found, base);
}

function readOrgs(services: Services, ctx: TenantContext): Promise<OrgFacts[]> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("school:read");
    const [[tenant], rows] = await Promise.all([
      tx.db.select().from(tenants).where(eq(tenants.id, tx.tenantId)),
      tx.db
        .select()
        .from(schools)
        .where(and(eq(schools.tenantId, tx.tenantId), isNull(schools.deletedAt), visibleSchools(access))),
    ]);
    if (tenant === undefined) throw new AppError("tenant.not_found");
    const district = { ...tenant, type: "district" as const, identifier: tenant.code, parentId: null };
    return [
      district,
      ...rows.map((school) => ({ ...school, type: "school" as const, identifier: school.npsn, parentId: tenant.id })),
    ];
  });
}

function holds(item: OneRosterObject, { field, operator, value }: OneRosterQuery["conditions"][number]): boolean {
  const text = textOf(item, field);
  // Instants are compared as instants, however they are written.
  if (field === "dateLastModified") return relations[operator](Date.parse(text) - Date.parse(value), text, value);
  return relations[operator](compare(text, value), text, value);
}

const relations: Readonly<Record<OneRosterOperator, (difference: number, text: string, value: string) => boolean>> = {
  "=": (difference) => difference === 0,
  "!=": (difference) => difference !== 0,
  ">": (difference) => difference > 0,
  ">=": (difference) => difference >= 0,
  "<": (difference) => difference < 0,
  "<=": (difference) => difference <= 0,
  "~": (_, text, value) => text.toLowerCase().includes(value.toLowerCase()),
};

function textOf(item: OneRosterObject, field: string): string {
  const value = item[field];
  return typeof value === "string" ? value : "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
