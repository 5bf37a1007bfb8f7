import { capturedMessages, users } from "@gloria/db";
import { type Access, rowFilterSql } from "@gloria/permissions";
import { inArray, type SQL, sql } from "drizzle-orm";

/** Which messages the caller may see: a message belongs to its recipient and to the recipient's home school. */
export function visibleMessages(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("outbox:read"), {
    own: (ownerId) => sql`${capturedMessages.recipientId} is not distinct from ${ownerId}::uuid`,
    school: (ids) => inArray(users.homeSchoolId, [...ids]),
    department: null,
    schoolless: sql`${users.homeSchoolId} is null`,
    resource: null,
  });
}
