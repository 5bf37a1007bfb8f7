import type { PermissionDefinition, PermissionEffect, PermissionScope } from "@gloria/contracts";

/** The place that DEPARTMENT and SCHOOL are measured from. Both null: no place, so only OWN and ALL mean anything. */
export interface RawAnchor {
  readonly schoolId: string | null;
  readonly departmentId: string | null;
}

/** Half-open `[from, until)`, milliseconds since 1970 UTC; null is without bound. */
export interface RawWindow {
  readonly from: number | null;
  readonly until: number | null;
}

/** One open row of `grants`. `anchor` counts for a user's grant alone; others take it from the assignment. */
export interface RawGrant extends RawWindow {
  readonly id: string;
  readonly subjectKind: "user" | "role" | "position" | "department";
  readonly subjectId: string;
  /** `resource:action`, wildcards as whole segments. A malformed one names nothing. */
  readonly code: string;
  readonly effect: PermissionEffect;
  readonly scope: PermissionScope;
  readonly anchor: RawAnchor;
  readonly resource: { readonly type: string; readonly id: string } | null;
  /** CEL. One that errors fails closed: its ALLOW does not apply, its DENY does. */
  readonly condition: string | null;
}

/** An open row of `guardrails`: what it names is forbidden to everybody, whatever was granted. */
export interface RawGuardrail extends RawWindow {
  readonly id: string;
  readonly kind: "separation_of_duties" | "legal_hold" | "other";
  /** `resource:action`, wildcards as whole segments. A malformed one names nothing. */
  readonly code: string;
  readonly resource: { readonly type: string; readonly id: string } | null;
  /** CEL. One that errors forbids. */
  readonly condition: string | null;
}

/** An open row of `delegations` of kind PERMISSION: the delegate may what the delegator may, while the delegator may. */
export interface RawDelegation extends RawWindow {
  readonly id: string;
  readonly delegatorId: string;
  readonly delegateId: string;
  /** Patterns like those of grants. */
  readonly codes: readonly string[];
  /** The delegation to the delegator that this one hands on; null when it hands on the delegator's own rights. */
  readonly parentId: string | null;
}

export interface RawRoleAssignment extends RawWindow {
  readonly id: string;
  readonly roleId: string;
  /** The role's code, which conditions read as one of `actor.roles` while the assignment is in force. */
  readonly code: string;
  readonly anchor: RawAnchor;
}

export interface RawPositionHeld extends RawWindow {
  readonly assignmentId: string;
  readonly positionId: string;
  /** The position's code, which conditions read as one of `actor.positions` while it is held. */
  readonly code: string;
  readonly anchor: RawAnchor;
  /** Plt or Plh. */
  readonly acting: boolean;
}

/**
 * Everything that decides what one user may do, as plain data of one snapshot.
 *
 * `grants` holds the open rows of the user, of every role that the assigned roles reach over `roleEdges`, of the
 * positions held and of the departments (with those above) of the positions held. `departments` holds every department
 * at or below an anchor, and every one above it. `guardrails` holds all open ones of the tenant. `delegations` holds those
 * to the user, and those named as parents of these, up to three in a line; the facts of the people who delegate are
 * linked when the facts are compiled.
 */
export interface RawFacts {
  readonly tenantId: string;
  readonly userId: string;
  readonly tenantActive: boolean;
  readonly userActive: boolean;
  /** The user's home school, for conditions. */
  readonly homeSchoolId: string | null;
  /** Whether this is the operators' own tenant, the only one where `platform.*` can be held. */
  readonly platform: boolean;
  readonly disabledModules: readonly string[];
  /** Permissions that the tenant added to the catalogue. */
  readonly additions: readonly PermissionDefinition[];
  readonly grants: readonly RawGrant[];
  readonly roleAssignments: readonly RawRoleAssignment[];
  /** Only edges that inherit: `childId` takes over what `parentId` may do. */
  readonly roleEdges: readonly { readonly childId: string; readonly parentId: string }[];
  readonly positions: readonly RawPositionHeld[];
  readonly departments: readonly {
    readonly id: string;
    readonly parentId: string | null;
    readonly schoolId: string | null;
  }[];
  readonly guardrails: readonly RawGuardrail[];
  readonly delegations: readonly RawDelegation[];
}
