import { enterpriseSchema, groupSchema, listSchema, maxScimCount, type ScimObject, userSchema } from "@gloria/services";

const configSchema = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
const resourceTypeSchema = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
const schemaSchema = "urn:ietf:params:scim:schemas:core:2.0:Schema";

/** What this service can do, for clients that ask before they begin (RFC 7643, section 5). */
export function serviceProviderConfig(baseUrl: string): ScimObject {
  return {
    schemas: [configSchema],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: maxScimCount },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "OAuth Bearer Token",
        description: "A provisioning token of the foundation",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${baseUrl}/ServiceProviderConfig` },
  };
}

export function resourceTypes(baseUrl: string): readonly ScimObject[] {
  const of = (id: string, schema: string, schemaExtensions: readonly ScimObject[]): ScimObject => ({
    schemas: [resourceTypeSchema],
    id,
    name: id,
    endpoint: `/${id}s`,
    schema,
    schemaExtensions,
    meta: { resourceType: "ResourceType", location: `${baseUrl}/ResourceTypes/${id}` },
  });
  return [of("User", userSchema, [{ schema: enterpriseSchema, required: false }]), of("Group", groupSchema, [])];
}

export function schemas(baseUrl: string): readonly ScimObject[] {
  const of = (id: string, name: string, attributes: readonly ScimObject[]): ScimObject => ({
    schemas: [schemaSchema],
    id,
    name,
    description: name,
    attributes,
    meta: { resourceType: "Schema", location: `${baseUrl}/Schemas/${id}` },
  });
  return [
    of(userSchema, "User", [
      attribute("userName", "string", { required: true, uniqueness: "server" }),
      attribute("externalId", "string", { caseExact: true, uniqueness: "server" }),
      complex("name", false, ["formatted", "givenName", "middleName", "familyName"]),
      ...["displayName", "nickName", "title", "userType", "locale", "timezone"].map((name) =>
        attribute(name, "string"),
      ),
      attribute("active", "boolean"),
      complex("emails", true, ["value", "type", "primary"]),
      complex("phoneNumbers", true, ["value", "type", "primary"]),
    ]),
    of(enterpriseSchema, "EnterpriseUser", [attribute("employeeNumber", "string", { uniqueness: "server" })]),
    of(groupSchema, "Group", [
      attribute("displayName", "string", { mutability: "readOnly" }),
      complex("members", true, ["value", "display", "type", "$ref"]),
    ]),
  ];
}

export function listOf(resources: readonly ScimObject[]): ScimObject {
  return {
    schemas: [listSchema],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

function attribute(name: string, type: string, more: ScimObject = {}): ScimObject {
  return {
    name,
    type,
    multiValued: false,
    description: name,
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...more,
  };
}

function complex(name: string, multiValued: boolean, parts: readonly string[]): ScimObject {
  const subAttributes = parts.map((part) => attribute(part, part === "primary" ? "boolean" : "string"));
  return attribute(name, "complex", { multiValued, subAttributes });
}
