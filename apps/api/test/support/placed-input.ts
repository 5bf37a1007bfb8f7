import type { PlacedRows } from "./access-world.ts";
import { type Described, fieldsOf, holdsId, validInput, withValue } from "./procedure-inputs.ts";

type RowKey = keyof PlacedRows;

/** What `id` names, by the procedure or else by its router. */
const subjects: Readonly<Record<string, RowKey>> = {
  "assignments.assign": "positionId",
  "assignments.update": "userId",
  "assignments.end": "userId",
  "assignments.schoolPeople": "schoolId",
  "assignments.transfer": "userId",
  "audit.entityHistory": "userId",
  "permissionCatalogue.updateGroup": "permissionGroupId",
  "permissionTemplates.takeBack": "templateApplicationId",
  "resourcePermissions.ofResource": "schoolId",
  "moduleAccess.end": "moduleGrantId",
  "resourcePermissions.revoke": "resourceGrantId",
  "scim.provisionRole": "roleId",
  "userMerges.purge": "userId",
  accessReviews: "accessReviewId",
  audit: "auditEventId",
  auth: "sessionId",
  clerk: "clerkReviewId",
  departments: "departmentId",
  exports: "exportId",
  grants: "grantId",
  guardrails: "guardrailId",
  imports: "importId",
  invitations: "invitationId",
  moduleAccess: "userId",
  modules: "moduleId",
  notifications: "inboxItemId",
  outbox: "capturedMessageId",
  permissionBatches: "permissionBatchId",
  permissionCatalogue: "permissionId",
  permissionDelegation: "delegationId",
  permissionTemplates: "permissionTemplateId",
  positions: "positionId",
  resourcePermissions: "userId",
  roles: "roleId",
  savedViews: "savedViewId",
  schools: "schoolId",
  scim: "scimTokenId",
  userMerges: "mergeId",
  userSessions: "userId",
  users: "userId",
};

/** What other fields name, where it is not their own name that says so. */
const fields: Readonly<Record<string, RowKey>> = {
  delegateId: "userId",
  duplicateId: "spareId",
  homeSchoolId: "schoolId",
  permId: "roleGrantId",
  resourceId: "schoolId",
  reviewerIds: "userId",
  subjectId: "userId",
  survivorId: "userId",
  templateId: "permissionTemplateId",
  userIds: "userId",
};

/** Fields that a change need not have, and that say where it happens. */
const placing = ["schoolId", "homeSchoolId"];

/** Places that are no part of the smallest input, and would make it another one. */
const unplaced = ["accessReviews.create", "departments.move"];

/** What the names of fields do not say. */
const told: Readonly<Record<string, (rows: PlacedRows) => Record<string, unknown>>> = {
  "accessReviews.decide": ({ reviewItemId }) => ({ decisions: [{ itemId: reviewItemId, decision: "keep" }] }),
  "audit.entityHistory": () => ({ type: "user" }),
  // To one of two subjects: here to a person in a school.
  "permissionTemplates.applyTemplate": ({ userId }) => ({ userId, roleId: undefined }),
  "permissions.saveTests": ({ roleId }) => ({ subjectKind: "role", subjectId: roleId }),
  "permissions.tests": ({ roleId }) => ({ subjectKind: "role", subjectId: roleId }),
  "resourcePermissions.grant": () => ({ resourceType: "school" }),
  "resourcePermissions.ofResource": () => ({ type: "school" }),
  "roles.byCode": ({ roleCode }) => ({ code: roleCode }),
  // The rule against circles comes after the right to change them.
  "roles.changeHierarchy": ({ roleId }) => ({ parentId: roleId }),
  "schools.byCode": ({ schoolCode }) => ({ code: schoolCode }),
};

/**
 * An input that names rows of one place; null for a procedure that names none, and is asked once.
 *
 * @param rows of the place
 */
export function placedInput(procedure: Described, rows: PlacedRows): Record<string, unknown> | null {
  let input = validInput(procedure);
  let names = 0;
  const put = (path: readonly string[], value: string | readonly string[]) => {
    input = withValue(input, path, value);
    names += 1;
  };
  const { name, kind } = procedure;
  for (const { path, schema } of fieldsOf(procedure.input)) {
    const [field = "", ...inner] = path;
    if (inner.length > 0) continue;
    const isRequired = procedure.input?.required?.includes(field) === true;
    const isPlacing = kind === "mutation" && placing.includes(field) && !unplaced.includes(name);
    if (!isRequired && !isPlacing) continue;
    const holds = holdsId(schema);
    const key = keyOf(name, field, rows);
    if (field === "nip" && isRequired) put(path, rows.nip);
    else if (holds !== null && key !== null) put(path, holds === "many" ? [rows[key]] : rows[key]);
  }
  const more = told[name]?.(rows);
  return names === 0 && more === undefined ? null : { ...input, ...more };
}

function keyOf(procedure: string, field: string, rows: PlacedRows): RowKey | null {
  const [router = ""] = procedure.split(".");
  if (field === "id") return subjects[procedure] ?? subjects[router] ?? null;
  const key = fields[field] ?? field;
  return key in rows ? (key as RowKey) : null;
}
