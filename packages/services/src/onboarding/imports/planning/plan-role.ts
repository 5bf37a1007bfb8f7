import { newId } from "@gloria/core";
import type { HeldRole } from "./held.ts";
import { namedSchool } from "./named-school.ts";
import type { RoleAssignmentRow } from "./person-effect.ts";
import type { Complaints, PersonPlanning } from "./person-planning.ts";
import type { Difference, PlannableRow } from "./row-plan.ts";
import type { Subject } from "./subject.ts";

export interface PlannedRole {
  readonly row: RoleAssignmentRow;
  readonly held: HeldRole;
  readonly differences: readonly Difference[];
}

/**
 * The role that a row gives, at the school of the position it names, else at the person's. Whoever imports must hold
 * everything that the role allows there. Null when the row names none, or the person has it there already.
 */
export function planRole(
  { organisation, access, tenantId, actorId, giver }: PersonPlanning,
  { fields }: PlannableRow<"people">,
  subject: Subject,
  positionSchoolId: string | null,
  complaints: Complaints,
): PlannedRole | null {
  if (fields.roleCode == null) return null;
  const role = organisation.role(fields.roleCode);
  if (role === null) {
    complaints.add("role_unknown", "roleCode", { value: fields.roleCode });
    return null;
  }
  const school = namedSchool(organisation, fields);
  if (school === "unknown") return null;
  const schoolId = school?.id ?? positionSchoolId ?? subject.homeSchoolId;
  if (subject.roles.some((held) => held.roleId === role.id && held.schoolId === schoolId)) return null;
  complaints.unlessPermitted(access, "role:assign", {
    tenantId,
    ownerId: subject.userId,
    schoolIds: schoolId === null ? [] : [schoolId],
    departmentIds: [],
  });
  const beyond = giver.mayGiveAnything() ? null : giver.firstBeyond(organisation.gains(role.id, schoolId));
  if (beyond !== null) {
    complaints.add("role_beyond_own", "roleCode", { role: role.name, permission: beyond.permission });
  }
  const place = schoolId === null ? "" : `${organisation.schoolById(schoolId)?.code}/`;
  return {
    row: {
      tenantId,
      id: newId(),
      userId: subject.userId,
      roleId: role.id,
      schoolId,
      departmentId: null,
      validFrom: new Date(0),
      validUntil: null,
      reason: null,
      createdEpoch: 0,
      createdAt: new Date(0),
      createdBy: actorId,
      endedEpoch: null,
      endedAt: null,
      endedBy: null,
    },
    held: { roleId: role.id, schoolId },
    differences: [{ path: "role", from: null, to: `${place}${role.code}` }],
  };
}
