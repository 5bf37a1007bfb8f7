import type { ColumnClasses } from "../../platform/index.ts";
import type { UserDataRow } from "./user-queries.ts";

/** How much care each column of a person needs in the audit log. */
export const userColumnClasses: ColumnClasses<UserDataRow> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  clerkUserId: "internal",
  name: "personal",
  titlePrefix: "personal",
  titleSuffix: "personal",
  email: "personal",
  username: "personal",
  nip: "personal",
  phone: "personal",
  status: "internal",
  homeSchoolId: "internal",
  locale: "internal",
  timeZone: "internal",
  lastActiveAt: "bookkeeping",
  sortName: "bookkeeping",
  searchText: "bookkeeping",
  mergedInto: "internal",
  purgedAt: "internal",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
  deletedAt: "internal",
  deletedBy: "internal",
};
