import fc from "fast-check";
import type {
  Query,
  RawAnchor,
  RawFacts,
  RawGrant,
  RawGuardrail,
  Region,
  RequestAttributes,
  Target,
} from "../src/index.ts";
import { generalConditions, userConditions } from "./known-conditions.ts";

/** A small world: few names, so that random rules meet random queries often. */
export const me = "user-me";
/** Who may delegate to the user. */
export const people = ["user-d1", "user-d2", "user-d3", "user-d4"] as const;
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
export const patterns = [
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
export const windows = fc.oneof(
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

/** Far cheaper than real ones, and as good as never twice the same. */
const ids = fc.nat().map((number) => `rule-${number}`);

const subject = fc.oneof(
  fc.constant({ subjectKind: "user" as const, subjectId: me }),
  fc.constantFrom(...people).map((subjectId) => ({ subjectKind: "user" as const, subjectId })),
  fc.constantFrom(...roles).map((subjectId) => ({ subjectKind: "role" as const, subjectId })),
  fc.constantFrom(...positions).map((subjectId) => ({ subjectKind: "position" as const, subjectId })),
  fc.constantFrom(...departments).map(({ id }) => ({ subjectKind: "department" as const, subjectId: id })),
);

const conditions = fc.oneof(
  { weight: 8, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.constantFrom(...generalConditions, ...userConditions).map(({ source }) => source) },
);
const sourcesOfUsers: readonly string[] = userConditions.map(({ source }) => source);

/** Only users have a status: on any other pattern the condition would not compile. */
function compiling<Row extends { readonly code: string; readonly condition: string | null }>(row: Row): Row {
  const isOfUsers = row.condition !== null && sourcesOfUsers.includes(row.condition);
  return isOfUsers && row.code !== "user:read" ? { ...row, code: "user:*" } : row;
}

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
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom(...resources) },
  ),
  condition: conditions,
  window: windows,
});

export const grants: fc.Arbitrary<RawGrant> = fc
  .tuple(ids, subject, grantBody)
  .map(([id, who, { window: open, ...body }]) => compiling({ id, ...who, ...body, ...open }));

export const guardrails: fc.Arbitrary<RawGuardrail> = fc
  .record({
    id: ids,
    kind: fc.constantFrom("separation_of_duties" as const, "legal_hold" as const, "other" as const),
    code: fc.constantFrom(...patterns),
    resource: fc.option(fc.constantFrom(...resources), { freq: 2 }),
    condition: conditions,
    window: windows,
  })
  .map(({ window: open, ...body }) => compiling({ ...body, ...open }));

/** Edges lead from a lower to a higher number, so that they never close a circle; two paths to one role are common. */
const roleEdges = fc.subarray(
  roles.flatMap((childId, child) => roles.slice(child + 1).map((parentId) => ({ childId, parentId }))),
);

function numbered<Item extends object>(items: readonly Item[], prefix: string): (Item & { id: string })[] {
  return items.map((item, index) => ({ ...item, id: `${prefix}-${index}` }));
}

const mostly = (value: boolean) =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constant(!value) });

/** What all people of the tenant have in common. */
export const sharedFacts = fc.record({
  tenantId: fc.constant("tenant-1"),
  tenantActive: mostly(true),
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
  guardrails: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(guardrails, { minLength: 1, maxLength: 2 }) },
  ),
  roleEdges,
  departments: fc.constant(departments),
});

/** What is one person's own. */
export const personalFacts = fc.record({
  userActive: mostly(true),
  homeSchoolId: fc.constantFrom(null, ...schools),
  roleAssignments: fc
    .array(
      fc.record({
        roleId: fc.constantFrom(...roles),
        code: fc.constantFrom("kepala", "guru"),
        anchor,
        window: windows,
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((list) => numbered(list, "assigned").map(({ window: open, ...rest }) => ({ ...rest, ...open }))),
  positions: fc
    .array(
      fc.record({
        positionId: fc.constantFrom(...positions),
        code: fc.constant("wakasek"),
        anchor,
        window: windows,
        acting: fc.boolean(),
      }),
      { maxLength: 2 },
    )
    .map((list) =>
      numbered(list, "held").map(({ window: open, id, ...rest }) => ({ assignmentId: id, ...rest, ...open })),
    ),
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
  attributes: fc.constantFrom("active", "suspended", null).map((status) => ({ status })),
};

/** Everything known, as in a list. */
export const rows: fc.Arbitrary<Target> = fc.record(knownTarget);

export const targets: fc.Arbitrary<Target> = fc.record({
  ...knownTarget,
  ownerId: fc.oneof(unknown, knownTarget.ownerId, knownTarget.ownerId),
  departmentIds: fc.oneof(unknown, knownTarget.departmentIds, knownTarget.departmentIds),
  schoolIds: fc.oneof(unknown, knownTarget.schoolIds, knownTarget.schoolIds),
  attributes: fc.oneof(unknown, fc.constant({}), knownTarget.attributes, knownTarget.attributes),
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

export const requests: fc.Arbitrary<RequestAttributes | undefined> = fc.option(
  fc.record({ ip: fc.constant(null), channel: fc.constantFrom("web" as const, "job" as const) }),
  { nil: undefined },
);

export const queries: fc.Arbitrary<Query> = fc
  .tuple(checkedCodes, requests)
  .chain(([code, request]) =>
    fc.oneof(
      { weight: 4, arbitrary: targets.map((target): Query => ({ code, request, target })) },
      { weight: 2, arbitrary: regions.map((region): Query => ({ code, request, region })) },
    ),
  );
