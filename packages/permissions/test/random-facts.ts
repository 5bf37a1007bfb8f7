import fc from "fast-check";
import type { Query, RawAnchor, RawFacts, RawGrant, Region, Target } from "../src/index.ts";

/** A small world: few names, so that random rules meet random queries often. */
export const me = "user-me";
const schools = ["school-a", "school-b"] as const;
const departments: RawFacts["departments"] = [
  { id: "a-top", parentId: null, schoolId: "school-a" },
  { id: "a-sub", parentId: "a-top", schoolId: "school-a" },
  { id: "b-top", parentId: null, schoolId: "school-b" },
  { id: "wide", parentId: null, schoolId: null },
  { id: "wide-in-a", parentId: "wide", schoolId: "school-a" },
];
export const codes = [
  "user:read",
  "user:update",
  "user.sensitive:read",
  "employee:read",
  "assignment:create",
  "platform.queue:read",
  "extra.thing:read",
] as const;
const patterns = [
  ...codes,
  "*:*",
  "user:*",
  "user.*:read",
  "*:read",
  "user.*:*",
  "platform.*:*",
  "assignment:*",
  "User:read",
  "user",
  "user:read:ALL",
] as const;
const roles = ["role-1", "role-2", "role-3", "role-4"] as const;
const positions = ["position-1", "position-2"] as const;
const resources = [
  { type: "document", id: "x" },
  { type: "document", id: "y" },
  { type: "folder", id: "x" },
] as const;

const instant = fc.integer({ min: 0, max: 10 });
export const instants = instant;
const window = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ from: null, until: null }) },
  {
    weight: 1,
    arbitrary: fc.record({ from: fc.option(instant), until: fc.option(instant.map((end) => end + 1)) }),
  },
);

/** Consistent places: a department with its own school, or a foundation-wide one with any school or none. */
const anchor: fc.Arbitrary<RawAnchor> = fc.oneof(
  fc.constant({ schoolId: null, departmentId: null }),
  fc.constantFrom(...schools).map((schoolId) => ({ schoolId, departmentId: null })),
  fc.constantFrom(...departments).chain((department) =>
    fc.record({
      schoolId:
        department.schoolId === null ? fc.constantFrom(null, ...schools) : fc.constantFrom(null, department.schoolId),
      departmentId: fc.constant(department.id),
    }),
  ),
);

const subject = fc.oneof(
  fc.constant({ subjectKind: "user" as const, subjectId: me }),
  fc.constantFrom(...roles).map((subjectId) => ({ subjectKind: "role" as const, subjectId })),
  fc.constantFrom(...positions).map((subjectId) => ({ subjectKind: "position" as const, subjectId })),
  fc.constantFrom(...departments).map(({ id }) => ({ subjectKind: "department" as const, subjectId: id })),
);

const grantBody = fc.record({
  code: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom("user:read", "user:*", "*:read") },
    { weight: 1, arbitrary: fc.constantFrom(...patterns) },
  ),
  effect: fc.oneof(
    { weight: 3, arbitrary: fc.constant("ALLOW" as const) },
    { weight: 1, arbitrary: fc.constant("DENY" as const) },
  ),
  scope: fc.constantFrom("OWN" as const, "DEPARTMENT" as const, "SCHOOL" as const, "ALL" as const),
  anchor,
  resource: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...resources) },
  ),
  condition: fc.oneof(
    { weight: 8, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant("target.x > 1") },
  ),
  window,
});

export const grants: fc.Arbitrary<RawGrant> = fc
  .tuple(fc.uuid(), subject, grantBody)
  .map(([id, who, { window: open, ...body }]) => ({ id, ...who, ...body, ...open }));

/** Edges lead from a lower to a higher number, so that they never close a circle; two paths to one role are common. */
const roleEdges = fc.subarray(
  roles.flatMap((childId, child) => roles.slice(child + 1).map((parentId) => ({ childId, parentId }))),
);

function numbered<Item extends object>(items: readonly Item[], prefix: string): (Item & { id: string })[] {
  return items.map((item, index) => ({ ...item, id: `${prefix}-${index}` }));
}

export const rawFacts: fc.Arbitrary<RawFacts> = fc.record({
  tenantId: fc.constant("tenant-1"),
  userId: fc.constant(me),
  tenantActive: fc.oneof({ weight: 15, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  homeSchoolId: fc.constantFrom(null, ...schools),
  userActive: fc.oneof({ weight: 15, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  platform: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  disabledModules: fc.oneof(
    { weight: 8, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant(["organisation"]) },
  ),
  additions: fc.subarray([
    {
      code: "extra.thing:read",
      module: "extra",
      group: "extra",
      delegable: true,
      sensitive: false,
      definitiveOnly: false,
    },
  ]),
  grants: fc.array(grants, { minLength: 4, maxLength: 14 }),
  roleAssignments: fc
    .array(fc.record({ roleId: fc.constantFrom(...roles), code: fc.constantFrom("kepala", "guru"), anchor, window }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((list) => numbered(list, "assigned").map(({ window: open, ...rest }) => ({ ...rest, ...open }))),
  roleEdges,
  positions: fc
    .array(
      fc.record({
        positionId: fc.constantFrom(...positions),
        code: fc.constant("wakasek"),
        anchor,
        window,
        acting: fc.boolean(),
      }),
      {
        maxLength: 2,
      },
    )
    .map((list) =>
      numbered(list, "held").map(({ window: open, id, ...rest }) => ({ assignmentId: id, ...rest, ...open })),
    ),
  departments: fc.constant(departments),
  guardrails: fc.constant([]),
  delegations: fc.constant([]),
});

const unknown = fc.constant(undefined);
const knownTarget = {
  ownerId: fc.constantFrom(null, me, "user-other"),
  departmentIds: fc.subarray(
    departments.map(({ id }) => id),
    { maxLength: 2 },
  ),
  schoolIds: fc.subarray([...schools]),
  resource: fc.option(fc.constantFrom(...resources), { nil: undefined }),
};

/** Everything known, as in a list. */
export const rows: fc.Arbitrary<Target> = fc.record(knownTarget);

export const targets: fc.Arbitrary<Target> = fc.record({
  ...knownTarget,
  ownerId: fc.oneof(unknown, knownTarget.ownerId, knownTarget.ownerId),
  departmentIds: fc.oneof(unknown, knownTarget.departmentIds, knownTarget.departmentIds),
  schoolIds: fc.oneof(unknown, knownTarget.schoolIds, knownTarget.schoolIds),
  tenantId: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(undefined, "tenant-1") },
    { weight: 1, arbitrary: fc.constant("tenant-2") },
  ),
});

export const regions: fc.Arbitrary<Region> = fc.oneof(
  fc.constant<Region>({ scope: "ALL" }),
  fc.constant<Region>({ scope: "OWN" }),
  fc.constantFrom(...schools).map((schoolId): Region => ({ scope: "SCHOOL", schoolId })),
  fc
    .constantFrom(...departments)
    .map(({ id, schoolId }): Region => ({ scope: "DEPARTMENT", departmentId: id, schoolId })),
);

export const checkedCodes = fc.oneof(
  { weight: 12, arbitrary: fc.constant("user:read" as const) },
  { weight: 8, arbitrary: fc.constantFrom(...codes) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("user:*", "*:*", "user:fly", "user:read:ALL", "", "__proto__", "constructor"),
  },
);

export const queries: fc.Arbitrary<Query> = checkedCodes.chain((code) =>
  fc.oneof(
    { weight: 4, arbitrary: targets.map((target): Query => ({ code, target })) },
    { weight: 2, arbitrary: regions.map((region): Query => ({ code, region })) },
  ),
);
