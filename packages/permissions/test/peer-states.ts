import fc from "fast-check";
import type { RawFacts, RawGrant } from "../src/index.ts";
import { emptyFacts, grantOf, nowhere } from "./empty-facts.ts";
import { me } from "./random-facts.ts";

/**
 * What decide, casbin and Cedar can all say, and mean the same by:
 *
 * - roles in a DAG, each assigned in one school or several, whose rights reach over that school (scope SCHOOL);
 * - rights to `resource:action` and to `resource:*`;
 * - ALLOW on any role; DENY on roles that no other takes over, and on the person, who has no ALLOW of their own.
 *
 * With casbin and Cedar a deny wins wherever it stands. With decide the nearest rule of a role does, and a person's own
 * rules go before those of roles: with the denies in these places, and only there, that is the same. Windows, owners,
 * departments, delegations, positions and single resources are left out: the others would need them put into the query.
 */
export interface PeerState {
  readonly roles: readonly PeerRole[];
  readonly assignments: readonly { readonly role: number; readonly school: string }[];
  readonly denies: readonly { readonly pattern: string; readonly school: string }[];
}

export interface PeerRole {
  readonly name: string;
  /** Those it takes over, all of a higher number. */
  readonly parents: readonly number[];
  readonly allows: readonly string[];
  readonly denies: readonly string[];
}

export interface PeerQuery {
  readonly code: string;
  readonly school: string;
}

const peerSchools = ["school-a", "school-b"] as const;
export const peerCodes = ["user:read", "user:update", "user:delete", "school:read", "school:update"] as const;
const resources = ["user", "school"] as const;
const patterns = [...peerCodes, ...resources.map((resource) => `${resource}:*`)];
const roleCount = 6;

const somePatterns = (most: number) => fc.subarray(patterns, { maxLength: most });

export const peerStates: fc.Arbitrary<PeerState> = fc
  .record({
    parents: fc.tuple(
      ...Array.from({ length: roleCount }, (_, role) =>
        fc.subarray(
          Array.from({ length: roleCount - role - 1 }, (__, n) => role + n + 1),
          { maxLength: Math.min(3, roleCount - role - 1) },
        ),
      ),
    ),
    allows: fc.array(somePatterns(3), { minLength: roleCount, maxLength: roleCount }),
    denies: fc.array(somePatterns(2), { minLength: roleCount, maxLength: roleCount }),
    assignments: fc.array(
      fc.record({ role: fc.nat({ max: roleCount - 1 }), school: fc.constantFrom(...peerSchools) }),
      { minLength: 1, maxLength: 4 },
    ),
    ownDenies: fc.array(fc.record({ pattern: fc.constantFrom(...patterns), school: fc.constantFrom(...peerSchools) }), {
      maxLength: 1,
    }),
  })
  .map(({ parents, allows, denies, assignments, ownDenies }) => {
    const taken = new Set(parents.flat());
    return {
      roles: parents.map((above, n) => ({
        name: `role-${n}`,
        parents: above,
        allows: allows[n] ?? [],
        denies: taken.has(n) ? [] : (denies[n] ?? []),
      })),
      assignments,
      denies: ownDenies,
    };
  });

/** Every question that can be asked of a state. */
export const peerQueries: readonly PeerQuery[] = peerCodes.flatMap((code) =>
  peerSchools.map((school) => ({ code, school })),
);

export function rawFactsOf({ roles, assignments, denies }: PeerState): RawFacts {
  let count = 0;
  const rule = (parts: Partial<RawGrant>) => {
    count += 1;
    return grantOf({ id: `grant-${count}`, scope: "SCHOOL", ...parts });
  };
  return {
    ...emptyFacts,
    grants: [
      ...denies.map(({ pattern, school }) =>
        rule({ subjectId: me, code: pattern, effect: "DENY", anchor: { schoolId: school, departmentId: null } }),
      ),
      ...roles.flatMap(({ name, allows, denies: denied }) => [
        ...allows.map((code) => rule({ subjectKind: "role", subjectId: name, code })),
        ...denied.map((code) => rule({ subjectKind: "role", subjectId: name, code, effect: "DENY" })),
      ]),
    ],
    roleAssignments: assignments.map(({ role, school }, n) => ({
      id: `assigned-${n}`,
      roleId: `role-${role}`,
      code: `role_${role}`,
      anchor: { ...nowhere, schoolId: school },
      from: null,
      until: null,
    })),
    roleEdges: roles.flatMap(({ name, parents }) =>
      parents.map((parent) => ({ childId: name, parentId: `role-${parent}` })),
    ),
  };
}

/** A person in a school is somebody else than in another one, for engines that know no anchors. */
export function subjectIn(school: string): string {
  return `${me}@${school}`;
}
