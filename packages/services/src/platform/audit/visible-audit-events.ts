import { auditEvents } from "@gloria/db";
import { type Access, rowFilterSql } from "@gloria/permissions";
import { inArray, type SQL, sql } from "drizzle-orm";
import { attributeColumns } from "../attribute-columns.ts";

/**
 * Which events the caller may read: a person sees what they did themselves (OWN), a principal what concerns their
 * school. An event without a school belongs to the whole foundation.
 */
export function visibleAuditEvents(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("audit:read"), {
    own: (ownerId) => sql`${auditEvents.actorId} is not distinct from ${ownerId}::uuid`,
    school: (ids) => inArray(auditEvents.schoolId, [...ids]),
    department: null,
    schoolless: sql`${auditEvents.schoolId} is null`,
    resource: null,
    attributes: { ...attributeColumns("audit", auditEvents), ownerId: sql`${auditEvents.actorId}::text` },
  });
}
