import type { ExportColumn } from "@gloria/exporters";

/** The files of a OneRoster 1.2 archive that Gloria fills, with their headers in the order of the standard. */
export const oneRosterFiles = {
  academicSessions: [
    "sourcedId",
    "status",
    "dateLastModified",
    "title",
    "type",
    "startDate",
    "endDate",
    "parentSourcedId",
    "schoolYear",
  ],
  orgs: ["sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId"],
  users: [
    "sourcedId",
    "status",
    "dateLastModified",
    "enabledUser",
    "username",
    "userIds",
    "givenName",
    "familyName",
    "middleName",
    "identifier",
    "email",
    "sms",
    "phone",
    "agentSourcedIds",
    "grades",
    "password",
    "userMasterIdentifier",
    "resourceSourcedIds",
    "preferredGivenName",
    "preferredMiddleName",
    "preferredFamilyName",
    "primaryOrgSourcedId",
    "pronouns",
  ],
  roles: [
    "sourcedId",
    "status",
    "dateLastModified",
    "userSourcedId",
    "roleType",
    "role",
    "beginDate",
    "endDate",
    "orgSourcedId",
    "userProfileSourcedId",
  ],
} as const;

export type OneRosterFile = keyof typeof oneRosterFiles;

/** Every file that the standard knows; those that are not filled are named as absent. */
const knownFiles = [
  "academicSessions",
  "categories",
  "classes",
  "classResources",
  "courses",
  "courseResources",
  "demographics",
  "enrollments",
  "lineItemLearningObjectiveIds",
  "lineItems",
  "lineItemScoreScales",
  "orgs",
  "resources",
  "resultLearningObjectiveIds",
  "results",
  "resultScoreScales",
  "roles",
  "scoreScales",
  "userProfiles",
  "userResources",
  "users",
] as const;

/** The lines of `manifest.csv`: which files hold everything there is (`bulk`). */
export function manifestLines(): readonly (readonly [string, string])[] {
  return [
    ["manifest.version", "1.0"],
    ["oneroster.version", "1.2"],
    ...knownFiles.map(
      (file) => [`file.${file}`, Object.hasOwn(oneRosterFiles, file) ? "bulk" : "absent"] as [string, string],
    ),
    ["source.systemName", "Gloria"],
    ["source.systemCode", "gloria"],
  ];
}

/** The standard's headers are the titles. */
export function oneRosterColumns(names: readonly string[]): ExportColumn[] {
  return names.map((name) => ({ key: name, title: name, kind: "text" }));
}
