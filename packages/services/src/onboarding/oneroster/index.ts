export { getOneRosterOrg, listOneRosterOrgs, orgFields } from "./list-one-roster-orgs.ts";
export { getOneRosterUser, listOneRosterUsers, type OneRosterPeople, userFields } from "./list-one-roster-users.ts";
export { type OneRosterFields, type OneRosterQuery, readOneRosterQuery } from "./one-roster-query.ts";
export type { OneRosterObject, OneRosterPage } from "./one-roster-shapes.ts";
