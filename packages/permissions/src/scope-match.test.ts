import { type PermissionScope, permissionScopes } from "@gloria/contracts";
import { expect, test } from "vitest";
import { emptyFacts, grantOf } from "../test/empty-facts.ts";
import { touchesRegion, touchesTarget } from "../test/oracle-places.ts";
import { me } from "../test/random-facts.ts";
import { compileFacts } from "./compile-facts.ts";
import type { Anchor } from "./compiled-facts.ts";
import type { RawAnchor, RawFacts } from "./raw-facts.ts";
import { coversRegion, coversTarget, overlapsRegion, overlapsTarget, type Region, type Target } from "./scope-match.ts";

/** Small enough to ask everything that can be asked: two schools, one with a tree, and a foundation-wide tree. */
const world: RawFacts = {
  ...emptyFacts,
  departments: [
    { id: "a-top", parentId: null, schoolId: "school-a" },
    { id: "a-sub", parentId: "a-top", schoolId: "school-a" },
    { id: "b-top", parentId: null, schoolId: "school-b" },
    { id: "wide", parentId: null, schoolId: null },
    { id: "wide-in-a", parentId: "wide", schoolId: "school-a" },
  ],
};
const schools = ["school-a", "school-b"];
const departments = world.departments.map(({ id }) => id);

const anchors: RawAnchor[] = [
  { schoolId: null, departmentId: null },
  ...schools.map((schoolId) => ({ schoolId, departmentId: null })),
  ...world.departments.flatMap(({ id, schoolId }) =>
    (schoolId === null ? [null, ...schools] : [null, schoolId]).map((school) => ({
      schoolId: school,
      departmentId: id,
    })),
  ),
];

/** Undefined is unknown; no more than two at once, since each counts by itself. */
const listsOf = (ids: readonly string[]) => [
  undefined,
  [],
  ...ids.map((id) => [id]),
  ...ids.flatMap((one, n) => ids.slice(n + 1).map((other) => [one, other])),
];
const targets: Target[] = [undefined, null, me, "user-other"].flatMap((ownerId) =>
  listsOf(departments).flatMap((departmentIds) =>
    listsOf(schools).map((schoolIds) => ({ ownerId, departmentIds, schoolIds })),
  ),
);
const regions: Region[] = [
  { scope: "ALL" },
  { scope: "OWN" },
  { scope: "OWN", ownerId: me },
  { scope: "OWN", ownerId: "user-other" },
  ...schools.map((schoolId): Region => ({ scope: "SCHOOL", schoolId })),
  ...world.departments.map(({ id, schoolId }): Region => ({ scope: "DEPARTMENT", departmentId: id, schoolId })),
];

function anchorOf(raw: RawAnchor): Anchor {
  const facts = compileFacts({ ...world, grants: [grantOf({ anchor: raw })] }, 0);
  const [holding] = facts.direct;
  if (holding === undefined) throw new Error("there is no grant");
  return holding.anchor;
}

/** Of every scope at every anchor against every place: what differs from the oracle, and how many were met. */
function compare<Place>(
  places: readonly Place[],
  ours: (scope: PermissionScope, anchor: Anchor, place: Place) => boolean,
  theirs: (scope: PermissionScope, anchor: RawAnchor, place: Place) => boolean,
) {
  const wrong: unknown[] = [];
  let met = 0;
  let count = 0;
  for (const raw of anchors) {
    const anchor = anchorOf(raw);
    for (const scope of permissionScopes) {
      for (const place of places) {
        const answer = ours(scope, anchor, place);
        count += 1;
        if (answer) met += 1;
        if (answer !== theirs(scope, raw, place)) wrong.push({ scope, raw, place, answer });
      }
    }
  }
  return { wrong: wrong.slice(0, 5), met, count };
}

test.each([
  ["ALLOW covers", true, coversTarget],
  ["DENY overlaps", false, overlapsTarget],
] as const)("%s every target as the oracle says, from every scope and anchor", (_, allow, meets) => {
  const { wrong, met, count } = compare(
    targets,
    (scope, anchor, target) => meets(scope, anchor, me, target),
    (scope, anchor, target) => touchesTarget(world, allow, scope, anchor, target),
  );
  expect(wrong).toEqual([]);
  expect(count).toBe(anchors.length * 4 * targets.length);
  expect(met).toBeGreaterThan(count / 10);
  expect(met).toBeLessThan(count);
});

test.each([
  ["ALLOW covers", true, coversRegion],
  ["DENY overlaps", false, overlapsRegion],
] as const)("%s every region as the oracle says, from every scope and anchor", (_, allow, meets) => {
  const { wrong, met, count } = compare(
    regions,
    (scope, anchor, region) => meets(scope, anchor, me, region),
    (scope, anchor, region) => {
      // Nobody named: what the user owns.
      const asked: Region = region.scope === "OWN" ? { scope: "OWN", ownerId: region.ownerId ?? me } : region;
      return touchesRegion(world, allow, scope, anchor, asked);
    },
  );
  expect(wrong).toEqual([]);
  expect(met).toBeGreaterThan(count / 10);
  expect(met).toBeLessThan(count);
});
