import type { PermissionScope } from "@gloria/contracts";
import fc from "fast-check";
import type { RawAnchor, RawFacts, RawGrant, RawGuardrail, RawWindow, Target } from "../src/index.ts";
import { emptyFacts, grantOf } from "./empty-facts.ts";
import { me } from "./random-facts.ts";

/**
 * What decide and an engine in which a deny wins wherever it stands mean the same by, with all that has a place: scopes
 * from OWN to ALL over schools and departments in a tree, roles in a DAG, positions and departments as subjects,
 * guardrails, single things, windows and simple conditions.
 *
 * With decide a higher layer hides the ones below. So in each state DENY stands only where nothing that allows stands
 * above it, which there are three ways to arrange; delegations are left out, since no peer knows "while they hold it".
 */
export interface PlacedState {
  readonly rules: readonly RawGrant[];
  readonly guardrails: readonly RawGuardrail[];
  /** Roles and positions of the user, each with where it is held. */
  readonly holdings: readonly {
    readonly kind: "role" | "position";
    readonly subject: string;
    readonly anchor: RawAnchor;
  }[];
  /** Pairs of roles: the first takes over from the second. */
  readonly edges: readonly (readonly [string, string])[];
}

interface Department {
  readonly id: string;
  readonly parentId: string | null;
  readonly schoolId: string | null;
}

const placedSchools = ["school-a", "school-b"] as const;
export const placedDepartments: readonly Department[] = [
  { id: "a-top", parentId: null, schoolId: "school-a" },
  { id: "a-sub", parentId: "a-top", schoolId: "school-a" },
  { id: "b-top", parentId: null, schoolId: "school-b" },
  { id: "wide", parentId: null, schoolId: null },
  { id: "wide-in-a", parentId: "wide", schoolId: "school-a" },
];
export const placedCodes = ["user:read", "user:update", "school:read"] as const;
const patterns = [...placedCodes, "user:*", "school:*"];
const roles = ["role-0", "role-1", "role-2", "role-3"];
const positions = ["position-0", "position-1"];

/** Things that the questions are about, everything known of each. */
export const things: readonly (Target & { readonly resource: { readonly type: string; readonly id: string } })[] = [
  thing("own", me, [], [], "active"),
  thing("own-in-b", me, ["b-top"], ["school-b"], "suspended"),
  thing("of-a", "user-other", [], ["school-a"], "active"),
  thing("of-a-sub", "user-other", ["a-sub"], ["school-a"], "suspended"),
  thing("of-b-top", "user-other", ["b-top"], ["school-b"], "active"),
  thing("of-both", null, ["wide-in-a", "b-top"], ["school-a", "school-b"], "active"),
  thing("of-wide", null, ["wide"], [], "suspended"),
];

function thing(id: string, ownerId: string | null, departmentIds: string[], schoolIds: string[], status: string) {
  return { resource: { type: "document", id }, ownerId, departmentIds, schoolIds, attributes: { status } };
}

/** What conditions say, by source: a peer has its own words for each. */
const placedConditions = [
  "target.ownerId != actor.id",
  'target.ownerId == actor.id || "school-a" in target.schoolIds',
  '"kepala" in actor.roles',
  'request.channel == "web"',
] as const;

const anchors: fc.Arbitrary<RawAnchor> = fc.oneof(
  fc.constant({ schoolId: null, departmentId: null }),
  fc.constantFrom(...placedSchools).map((schoolId) => ({ schoolId, departmentId: null })),
  fc.constantFrom(...placedDepartments).map(({ id, schoolId }) => ({ schoolId, departmentId: id })),
  fc.constantFrom(...placedDepartments).map(({ id }) => ({ schoolId: null, departmentId: id })),
);

const windows: fc.Arbitrary<RawWindow> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ from: null, until: null }) },
  { weight: 1, arbitrary: fc.constantFrom({ from: 5, until: null }, { from: null, until: 5 }, { from: 3, until: 8 }) },
);
const conditions = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom<string[]>(...placedConditions) },
);
const scopes = fc.constantFrom<PermissionScope[]>("OWN", "DEPARTMENT", "SCHOOL", "ALL");
const pattern = fc.constantFrom(...patterns);

const body = fc.record({ code: pattern, scope: scopes, condition: conditions, window: windows });
const inherited = fc.constantFrom(...roles, ...positions, "a-top", "wide", "b-top");
const kindOf = (subject: string): RawGrant["subjectKind"] =>
  subject === me
    ? "user"
    : subject.startsWith("role")
      ? "role"
      : subject.startsWith("position")
        ? "position"
        : "department";

const nowhere: RawAnchor = { schoolId: null, departmentId: null };
const rule = (subject: fc.Arbitrary<string>, effect: fc.Arbitrary<RawGrant["effect"]>, isAboutThing = false) =>
  fc.record({ subject, effect, body, anchor: anchors, about: fc.constantFrom(...things) }).map(
    ({ subject: subjectId, effect: said, body: { window, ...rest }, anchor, about }): RawGrant =>
      grantOf({
        ...rest,
        ...window,
        subjectKind: kindOf(subjectId),
        subjectId,
        effect: said,
        // Only a person's own rule has a place of its own.
        anchor: subjectId === me ? anchor : nowhere,
        resource: isAboutThing ? about.resource : null,
      }),
  );

const [allow, deny] = [fc.constant("ALLOW" as const), fc.constant("DENY" as const)];
const either = fc.constantFrom("ALLOW" as const, "DENY" as const);
const mine = fc.constant(me);
const below = (max: number) => fc.array(rule(inherited, allow), { minLength: 3, maxLength: max });

/** Roles that nobody takes over: their DENY is the nearest rule of whoever has them. */
const heads = ["role-0", "role-1"];
const arrangements: fc.Arbitrary<readonly RawGrant[]> = fc
  .oneof(
    // Nothing allows above the DENY of a role, or the user's own.
    fc.tuple(
      below(8),
      fc.array(rule(fc.constantFrom(...heads), deny), { maxLength: 2 }),
      fc.array(rule(mine, deny), { maxLength: 1 }),
    ),
    // Rules about single things, with no DENY below them and no ALLOW above.
    fc.tuple(
      below(6),
      fc.array(rule(fc.oneof(mine, inherited), either, true), { minLength: 1, maxLength: 4 }),
      fc.array(rule(mine, deny), { maxLength: 1 }),
    ),
    // The user's own, with no DENY but among them.
    fc.tuple(below(6), fc.array(rule(mine, either), { minLength: 1, maxLength: 4 }), fc.constant([])),
  )
  .map((parts) => parts.flat().map((one, n) => ({ ...one, id: `rule-${n}` })));

export const placedStates: fc.Arbitrary<PlacedState> = fc.record({
  rules: arrangements,
  guardrails: fc
    .array(
      fc.record({
        code: pattern,
        condition: conditions,
        window: windows,
        about: fc.option(fc.constantFrom(...things)),
      }),
      { maxLength: 1 },
    )
    .map((list) =>
      list.map(({ about, window, ...rest }, n) => ({
        id: `guardrail-${n}`,
        kind: "other" as const,
        resource: about?.resource ?? null,
        ...rest,
        ...window,
      })),
    ),
  holdings: fc.array(
    fc.record({ subject: fc.constantFrom(...roles, ...roles, ...positions), anchor: anchors }).map((held) => ({
      ...held,
      kind: held.subject.startsWith("role") ? ("role" as const) : ("position" as const),
    })),
    { minLength: 1, maxLength: 4 },
  ),
  edges: fc.subarray([
    ["role-0", "role-2"],
    ["role-0", "role-3"],
    ["role-1", "role-2"],
    ["role-2", "role-3"],
  ] as const),
});

export function rawFactsOfPlaced({ rules, guardrails, holdings, edges }: PlacedState): RawFacts {
  const always = { from: null, until: null };
  return {
    ...emptyFacts,
    grants: rules,
    guardrails,
    departments: placedDepartments,
    roleEdges: edges.map(([childId, parentId]) => ({ childId, parentId })),
    roleAssignments: holdings.flatMap(({ kind, subject, anchor }, n) =>
      kind === "role" ? [{ id: `held-${n}`, roleId: subject, code: codeOfRole(subject), anchor, ...always }] : [],
    ),
    positions: holdings.flatMap(({ kind, subject, anchor }, n) =>
      kind === "position"
        ? [{ assignmentId: `held-${n}`, positionId: subject, code: subject, anchor, acting: false, ...always }]
        : [],
    ),
  };
}

export function codeOfRole(role: string): string {
  return role === "role-1" ? "kepala" : role;
}

/** Where a rule reaches, in places that every engine has: null is everywhere. */
interface Reach {
  readonly departments: readonly string[];
  readonly schools: readonly string[];
}

/** An ALLOW needs the place that its scope is measured from; a DENY without it reaches to the next wider level. */
export function reachOf({ scope, effect }: RawGrant, anchor: RawAnchor): Reach | null {
  const school = anchor.schoolId ?? placedDepartments.find(({ id }) => id === anchor.departmentId)?.schoolId ?? null;
  const departments = anchor.departmentId === null ? [] : [anchor.departmentId];
  if (scope === "ALL") return null;
  if (scope === "OWN") return { departments: [], schools: [] };
  if (scope === "DEPARTMENT" && (effect === "ALLOW" || departments.length > 0)) return { departments, schools: [] };
  if (school !== null) return { departments, schools: [school] };
  return effect === "ALLOW" ? { departments, schools: [] } : null;
}
