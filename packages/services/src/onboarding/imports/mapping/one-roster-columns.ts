import type { ImportField, ImportKind } from "@gloria/contracts";

type Columns<Kind extends ImportKind> = readonly (readonly [header: string, field: ImportField<Kind> | "ignore"])[];

/** `users.csv` and `orgs.csv` of OneRoster 1.2 (1EdTech CSV binding); a person's roles are in another file. */
export const oneRosterColumns: { readonly [Kind in ImportKind]: Columns<Kind> } = {
  people: [
    ["sourcedId", "externalId"],
    ["status", "status"],
    ["dateLastModified", "ignore"],
    ["enabledUser", "ignore"],
    ["username", "username"],
    ["userIds", "ignore"],
    ["givenName", "givenName"],
    ["familyName", "familyName"],
    ["middleName", "middleName"],
    ["identifier", "nip"],
    ["email", "email"],
    ["sms", "ignore"],
    ["phone", "mobile"],
    ["agentSourcedIds", "ignore"],
    ["grades", "ignore"],
    ["password", "ignore"],
    ["userMasterIdentifier", "ignore"],
    ["resourceSourcedIds", "ignore"],
    ["preferredGivenName", "ignore"],
    ["preferredMiddleName", "ignore"],
    ["preferredFamilyName", "ignore"],
    ["primaryOrgSourcedId", "schoolExternalId"],
    ["pronouns", "ignore"],
  ],
  organisation: [
    ["sourcedId", "externalId"],
    ["status", "ignore"],
    ["dateLastModified", "ignore"],
    ["name", "name"],
    ["type", "entity"],
    ["identifier", "code"],
    ["parentSourcedId", "parentExternalId"],
  ],
};
