/** A SCIM resource or a part of one, as it was sent. */
export type ScimObject = Readonly<Record<string, unknown>>;

export const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
export const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const enterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const listSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

export function isScimObject(value: unknown): value is ScimObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The key under which an object has this attribute; names of attributes know no case. */
export function keyOf(object: ScimObject, attribute: string): string | null {
  const wanted = attribute.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted) ?? null;
}

export function attributeIn(object: ScimObject, attribute: string): unknown {
  const key = keyOf(object, attribute);
  return key === null ? undefined : object[key];
}

/** A boolean, also as the text that Entra sends (`"False"`); undefined for anything else. */
export function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  const text = value.toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
}
