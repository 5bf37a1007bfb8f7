import { emailSchema, nipSchema, phoneSchema, text, usernameSchema, zoneSchema } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { z } from "zod";
import { attributeIn, booleanOf, enterpriseSchema, isScimObject, type ScimObject, userSchema } from "./scim-names.ts";

/** A person with the names that an identity provider gave them. */
export interface ScimPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly username: string | null;
  readonly nip: string | null;
  readonly phone: string | null;
  readonly locale: "id" | "en" | null;
  readonly timeZone: string | null;
  readonly status: string;
  readonly userName: string | null;
  readonly externalId: string | null;
  readonly attributes: Readonly<Record<string, string>> | null;
  /** Of the person and of the names together. */
  readonly version: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a resource wants of a person. Undefined: it says nothing; null: it has none. */
export interface ScimWish {
  readonly userName: string;
  readonly externalId: string | null;
  readonly name: string | undefined;
  readonly email: string | null | undefined;
  readonly phone: string | null | undefined;
  readonly nip: string | null | undefined;
  readonly locale: "id" | "en" | undefined;
  readonly timeZone: string | undefined;
  readonly active: boolean | undefined;
  /** What has no column of ours, by path. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Attributes that are kept as they were sent, so that a client finds again what it wrote. */
const keptAttributes = [
  "name.givenName",
  "name.familyName",
  "name.middleName",
  "displayName",
  "nickName",
  "title",
  "userType",
];

export const isScimActive = (status: string) => status === "active" || status === "invited";

export function toScimUser(person: ScimPerson, baseUrl: string): ScimObject {
  const kept = person.attributes ?? {};
  const nameParts = Object.fromEntries(
    keptAttributes.flatMap((path) => {
      const value = kept[path];
      return path.startsWith("name.") && value !== undefined ? [[path.slice("name.".length), value]] : [];
    }),
  );
  const plain = Object.fromEntries(
    ["displayName", "nickName", "title", "userType"].flatMap((path) =>
      kept[path] === undefined ? [] : [[path, kept[path]]],
    ),
  );
  return {
    schemas: person.nip === null ? [userSchema] : [userSchema, enterpriseSchema],
    id: person.id,
    ...(person.externalId === null ? {} : { externalId: person.externalId }),
    userName: person.userName ?? person.email ?? person.username ?? person.nip ?? person.id,
    name: { formatted: person.name, ...nameParts },
    displayName: person.name,
    ...plain,
    ...(person.email === null ? {} : { emails: [{ value: person.email, type: "work", primary: true }] }),
    ...(person.phone === null ? {} : { phoneNumbers: [{ value: person.phone, type: "work", primary: true }] }),
    ...(person.locale === null ? {} : { locale: person.locale }),
    ...(person.timeZone === null ? {} : { timezone: person.timeZone }),
    active: isScimActive(person.status),
    ...(person.nip === null ? {} : { [enterpriseSchema]: { employeeNumber: person.nip } }),
    meta: {
      resourceType: "User",
      created: person.createdAt.toISOString(),
      lastModified: person.updatedAt.toISOString(),
      location: `${baseUrl}/Users/${person.id}`,
      version: `W/"${person.version}"`,
    },
  };
}

/** @throws AppError `scim.invalid_value` with the attribute */
export function readScimUser(resource: ScimObject): ScimWish {
  const userName = required("userName", text(254), attributeIn(resource, "userName"));
  const enterprise = attributeIn(resource, enterpriseSchema);
  const activeValue = attributeIn(resource, "active");
  const active = booleanOf(activeValue);
  if (activeValue != null && active === undefined) throw invalidValue("active");
  return {
    userName,
    externalId: optional("externalId", text(255), attributeIn(resource, "externalId")) ?? null,
    name: nameOf(resource),
    email: primaryOf(resource, "emails", emailSchema),
    phone: primaryOf(resource, "phoneNumbers", phoneSchema),
    nip: isScimObject(enterprise)
      ? optional("employeeNumber", nipSchema, attributeIn(enterprise, "employeeNumber"))
      : undefined,
    locale: localeOf(attributeIn(resource, "locale")),
    timeZone: optional("timezone", zoneSchema, attributeIn(resource, "timezone")) ?? undefined,
    active,
    attributes: keptOf(resource),
  };
}

/** What a newcomer signs in with here: the e-mail that is named or that the userName is, else the userName itself. */
export function identifiersOf({ userName, email }: Pick<ScimWish, "userName" | "email">) {
  const address = email ?? emailSchema.safeParse(userName).data ?? null;
  if (address !== null) return { email: address, username: null };
  const username = usernameSchema.safeParse(userName);
  if (!username.success) throw invalidValue("userName");
  return { email: null, username: username.data };
}

/** Written out as a whole, else put together from its parts, else as it is shown. */
function nameOf(resource: ScimObject): string | undefined {
  const name = attributeIn(resource, "name");
  const parts = isScimObject(name)
    ? ["givenName", "middleName", "familyName"].map((part) => attributeIn(name, part)).filter(isText)
    : [];
  const formatted = isScimObject(name) ? attributeIn(name, "formatted") : undefined;
  const whole = isText(formatted)
    ? formatted
    : parts.length > 0
      ? parts.join(" ")
      : attributeIn(resource, "displayName");
  return optional("name", text(200), whole) ?? undefined;
}

function keptOf(resource: ScimObject): Record<string, string> {
  const name = attributeIn(resource, "name");
  const entries = keptAttributes.flatMap((path) => {
    const value = path.startsWith("name.")
      ? isScimObject(name)
        ? attributeIn(name, path.slice("name.".length))
        : undefined
      : attributeIn(resource, path);
    const read = optional(path, text(200), value);
    return read == null ? [] : [[path, read] as const];
  });
  return Object.fromEntries(entries);
}

/** Of several values the primary one, else the one for work, else the first. */
function primaryOf(resource: ScimObject, attribute: string, schema: z.ZodType<string>): string | null | undefined {
  const found = attributeIn(resource, attribute);
  if (found === undefined) return undefined;
  if (found === null) return null;
  const list = (Array.isArray(found) ? found : [found]).filter(isScimObject);
  const chosen =
    list.find((item) => booleanOf(attributeIn(item, "primary")) === true) ??
    list.find((item) => String(attributeIn(item, "type")).toLowerCase() === "work") ??
    list[0];
  return chosen === undefined ? null : (optional(attribute, schema, attributeIn(chosen, "value")) ?? null);
}

/** `id-ID` and `en_US` as the language that we have; another one is not ours to say. */
function localeOf(value: unknown): "id" | "en" | undefined {
  const language = isText(value) ? value.slice(0, 2).toLowerCase() : "";
  return language === "id" || language === "en" ? language : undefined;
}

function required(attribute: string, schema: z.ZodType<string>, value: unknown): string {
  const read = optional(attribute, schema, value);
  if (read == null) throw invalidValue(attribute);
  return read;
}

/** An empty text is none. */
function optional(attribute: string, schema: z.ZodType<string>, value: unknown): string | null | undefined {
  if (value === undefined) return undefined;
  if (value === null || value === "") return null;
  const read = schema.safeParse(value);
  if (!read.success) throw invalidValue(attribute);
  return read.data;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function invalidValue(path: string): AppError {
  return new AppError("scim.invalid_value", { path });
}
