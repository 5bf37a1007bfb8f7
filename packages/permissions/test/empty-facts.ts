import type { RawFacts, RawGrant } from "../src/index.ts";
import { me } from "./random-facts.ts";

export const nowhere = { schoolId: null, departmentId: null };

/** An active person of an active tenant, with nothing at all. */
export const emptyFacts: RawFacts = {
  tenantId: "tenant-1",
  userId: me,
  tenantActive: true,
  userActive: true,
  homeSchoolId: null,
  platform: false,
  disabledModules: [],
  additions: [],
  grants: [],
  roleAssignments: [],
  roleEdges: [],
  positions: [],
  departments: [],
  guardrails: [],
  delegations: [],
};

/** The user's own tenant-wide ALLOW of `user:read`, but for these parts. */
export function grantOf(parts: Partial<RawGrant>): RawGrant {
  return {
    id: "grant",
    subjectKind: "user",
    subjectId: me,
    code: "user:read",
    effect: "ALLOW",
    scope: "ALL",
    anchor: nowhere,
    resource: null,
    condition: null,
    from: null,
    until: null,
    ...parts,
  };
}
