import { AppError, newId } from "@gloria/core";
import { scimLinks, type TenantTransaction, users } from "@gloria/db";
import { and, asc, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { nextVersion } from "../../platform/index.ts";
import type { ScimFilter, ScimOperator, ScimValue } from "./parse-scim-filter.ts";
import type { ScimPerson, ScimWish } from "./scim-user.ts";

const columns = {
  id: users.id,
  name: users.name,
  email: users.email,
  username: users.username,
  nip: users.nip,
  phone: users.phone,
  locale: users.locale,
  timeZone: users.timeZone,
  status: users.status,
  userVersion: users.version,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
  deletedAt: users.deletedAt,
  userName: scimLinks.userName,
  externalId: scimLinks.externalId,
  attributes: scimLinks.attributes,
  linkVersion: scimLinks.version,
};

export interface FoundScimPerson extends ScimPerson {
  readonly userVersion: number;
  readonly deletedAt: Date | null;
}

function select(tx: TenantTransaction) {
  return tx.db
    .select(columns)
    .from(users)
    .leftJoin(scimLinks, and(eq(scimLinks.tenantId, users.tenantId), eq(scimLinks.userId, users.id)));
}

type Row = Awaited<ReturnType<typeof select>>[number];

function toPerson({ linkVersion, ...row }: Row): FoundScimPerson {
  return { ...row, version: `${row.userVersion}.${linkVersion ?? 0}` };
}

/** A living person. @throws AppError `user.not_found` */
export async function findScimPerson(tx: TenantTransaction, id: string): Promise<FoundScimPerson> {
  const [row] = await select(tx).where(and(eq(users.tenantId, tx.tenantId), eq(users.id, id), isNull(users.deletedAt)));
  if (row === undefined) throw new AppError("user.not_found");
  return toPerson(row);
}

/** Who was linked under this name or external id before, deleted or not. */
export async function findScimNamesake(
  tx: TenantTransaction,
  wish: Pick<ScimWish, "userName" | "externalId">,
): Promise<FoundScimPerson | null> {
  const [row] = await select(tx)
    .where(
      and(
        eq(users.tenantId, tx.tenantId),
        sql`(lower(${scimLinks.userName}) = lower(${wish.userName}) or ${scimLinks.externalId} = ${wish.externalId})`,
      ),
    )
    .orderBy(sql`${users.deletedAt} is not null`, asc(users.id))
    .limit(1);
  return row === undefined ? null : toPerson(row);
}

export async function listScimPeople(
  tx: TenantTransaction,
  filter: ScimFilter | null,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly total: number; readonly people: FoundScimPerson[] }> {
  const wanted = and(
    eq(users.tenantId, tx.tenantId),
    isNull(users.deletedAt),
    filter === null ? undefined : conditionOf(tx, filter),
  );
  const [[counted], rows] = await Promise.all([
    tx.db
      .select({ total: count() })
      .from(users)
      .leftJoin(scimLinks, and(eq(scimLinks.tenantId, users.tenantId), eq(scimLinks.userId, users.id)))
      .where(wanted),
    page.limit === 0
      ? []
      : select(tx).where(wanted).orderBy(asc(users.createdAt), asc(users.id)).limit(page.limit).offset(page.offset),
  ]);
  return { total: counted?.total ?? 0, people: rows.map(toPerson) };
}

/** @throws AppError `scim.user_name_in_use`, `scim.external_id_in_use` */
export async function saveScimLink(tx: TenantTransaction, userId: string, wish: ScimWish): Promise<void> {
  const named = { userName: wish.userName, externalId: wish.externalId, attributes: wish.attributes };
  await tx.db
    .insert(scimLinks)
    .values({ tenantId: tx.tenantId, id: newId(), userId, ...named })
    .onConflictDoUpdate({
      target: [scimLinks.tenantId, scimLinks.userId],
      set: { ...named, ...nextVersion(scimLinks) },
      // What stays as it is keeps its version, so that a client which repeats itself is not told of a change.
      setWhere: sql`(${scimLinks.userName}, ${scimLinks.externalId}, ${scimLinks.attributes})
        is distinct from (${wish.userName}, ${wish.externalId}::text, ${JSON.stringify(wish.attributes)}::text::jsonb)`,
    });
}

function conditionOf(tx: TenantTransaction, filter: ScimFilter): SQL {
  switch (filter.kind) {
    case "and":
    case "or": {
      const [left, right] = filter.parts;
      return sql`(${conditionOf(tx, left)} ${sql.raw(filter.kind)} ${conditionOf(tx, right)})`;
    }
    case "not":
      return sql`(not coalesce(${conditionOf(tx, filter.part)}, false))`;
    case "present":
      return sql`(${textOf(filter.attribute)} is not null)`;
    case "compare":
      return comparison(tx, filter.attribute, filter.operator, filter.value);
  }
}

function comparison(tx: TenantTransaction, attribute: string, operator: ScimOperator, value: ScimValue): SQL {
  if (attribute === "active") {
    const active = sql`(${users.status} in ('active', 'invited'))`;
    if (typeof value !== "boolean" && typeof value !== "string") throw new AppError("scim.invalid_filter");
    const wanted = String(value).toLowerCase() === "true";
    if (operator !== "eq" && operator !== "ne") throw new AppError("scim.invalid_filter");
    return (operator === "eq") === wanted ? active : sql`(not ${active})`;
  }
  if (attribute === "emails.primary") return sql`(${users.email} is not null)`;
  const wanted = String(value ?? "");
  if (operator === "eq" && (attribute === "username" || attribute.startsWith("emails"))) {
    if (attribute !== "emails.type") return namedBy(tx, attribute === "username", wanted);
  }
  const text = textOf(attribute);
  const exact = attribute === "id" || attribute === "externalid";
  const [found, sought] = exact ? [text, sql`${wanted}`] : [sql`lower(${text})`, sql`lower(${wanted})`];
  switch (operator) {
    case "eq":
      return sql`(${found} = ${sought})`;
    case "ne":
      return sql`(${found} is distinct from ${sought})`;
    case "co":
      return sql`(position(${sought} in ${found}) > 0)`;
    case "sw":
      return sql`starts_with(${found}, ${sought})`;
    case "ew":
      return sql`(right(${found}, length(${sought})) = ${sought})`;
    default:
      throw new AppError("scim.invalid_filter");
  }
}

/** Each way to name a person by its own index: a provider probes by name before everything that it does. */
function namedBy(tx: TenantTransaction, byUserName: boolean, value: string): SQL {
  const people = (condition: SQL) =>
    sql`select u.id from gloria.users u where u.tenant_id = ${tx.tenantId}::uuid and u.deleted_at is null and ${condition}`;
  const email = people(sql`lower(u.email) = lower(${value})`);
  if (!byUserName) return sql`(${users.id} in (${email}))`;
  const links = sql`select l.user_id from gloria.scim_links l where l.tenant_id = ${tx.tenantId}::uuid and lower(l.user_name) = lower(${value})`;
  return sql`(${users.id} in (${links}) or (${scimLinks.userId} is null and ${users.id} in (
    ${email} union all ${people(sql`lower(u.username) = lower(${value})`)} union all ${people(sql`u.nip = ${value}`)})))`;
}

/** @throws AppError `scim.invalid_filter` for what cannot be filtered by */
function textOf(attribute: string): SQL {
  switch (attribute) {
    case "id":
      return sql`${users.id}::text`;
    case "username":
      return sql`coalesce(${scimLinks.userName}, ${users.email}, ${users.username}, ${users.nip}, ${users.id}::text)`;
    case "externalid":
      return sql`${scimLinks.externalId}`;
    case "emails":
    case "emails.value":
      return sql`${users.email}`;
    case "emails.type":
      return sql`(case when ${users.email} is not null then 'work' end)`;
    case "phonenumbers":
    case "phonenumbers.value":
      return sql`${users.phone}`;
    case "displayname":
    case "name.formatted":
      return sql`${users.name}`;
    case "name.givenname":
      return sql`(${scimLinks.attributes} ->> 'name.givenName')`;
    case "name.familyname":
      return sql`(${scimLinks.attributes} ->> 'name.familyName')`;
    case "enterprise.employeenumber":
      return sql`${users.nip}`;
    default:
      throw new AppError("scim.invalid_filter");
  }
}
