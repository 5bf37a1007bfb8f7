import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { grantOf, nowhere } from "../test/empty-facts.ts";
import { meetCases } from "../test/meet-cases.ts";
import { grants, instants, me } from "../test/random-facts.ts";
import { compileApart, compileWorld, openWorlds, worldQueries, worlds } from "../test/random-world.ts";
import { propertyTimeout } from "../test/run-counts.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { type PermissionLayer, permissionLayers } from "./permission-layers.ts";
import type { RawDelegation, RawFacts, RawGrant } from "./raw-facts.ts";

// Thousands of random cases on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

const layers: readonly Decision["layer"][] = ["GUARDRAIL", ...permissionLayers];
const always = { from: null, until: null };

/** A change of one person's facts that reaches no layer above `top`; null where there is nothing to change. */
interface Change {
  readonly top: PermissionLayer;
  readonly make: (raw: RawFacts, which: number) => RawFacts | null;
}

function layerOf({ subjectKind, resource }: RawGrant): PermissionLayer {
  if (resource !== null) return "RESOURCE";
  return ({ user: "DIRECT", role: "ROLE", position: "POSITION", department: "POSITION" } as const)[subjectKind];
}

const without = <Item>(items: readonly Item[], which: number): readonly Item[] | null =>
  items.length === 0 ? null : items.filter((_, index) => index !== which % items.length);

/** Whatever decides now, these say the opposite, to everything and at every time. */
const opposite = (kind: RawGrant["subjectKind"], subjectId: string, effect: RawGrant["effect"]): RawGrant =>
  grantOf({ id: "opposite", subjectKind: kind, subjectId, code: "*:*", effect, scope: "ALL" });

const added = (extra: RawGrant): Change => ({
  top: layerOf(extra),
  make: (raw) => ({ ...raw, grants: [...raw.grants, extra] }),
});

const removed = (top: PermissionLayer): Change => ({
  top,
  make(raw, which) {
    const low = raw.grants.filter((grant) => layers.indexOf(layerOf(grant)) >= layers.indexOf(top));
    const rest = without(low, which);
    return rest === null
      ? null
      : { ...raw, grants: raw.grants.filter((one) => !low.includes(one) || rest.includes(one)) };
  },
});

// Roles and positions may bring rules about one thing along, which stand in the layer RESOURCE.
const roleGiven = (effect: RawGrant["effect"]): Change => ({
  top: "RESOURCE",
  make: (raw) => ({
    ...raw,
    grants: [...raw.grants, opposite("role", "role-new", effect)],
    roleAssignments: [
      ...raw.roleAssignments,
      { id: "new", roleId: "role-new", code: "baru", anchor: nowhere, ...always },
    ],
  }),
});
const roleTaken: Change = {
  top: "RESOURCE",
  // The role's rules go; its code stays, since a condition of a higher layer may ask for that.
  make: (raw, which) =>
    raw.roleAssignments.length === 0
      ? null
      : {
          ...raw,
          roleAssignments: raw.roleAssignments.map((held, index) =>
            index === which % raw.roleAssignments.length ? { ...held, roleId: "role-without-rules" } : held,
          ),
        },
};
const edgeAdded: Change = {
  top: "RESOURCE",
  make: (raw) => ({
    ...raw,
    roleEdges: [
      ...raw.roleEdges,
      ...raw.roleAssignments.map(({ roleId }) => ({ childId: roleId, parentId: "role-5" })),
    ],
    grants: [...raw.grants, opposite("role", "role-5", "DENY")],
  }),
};
const edgeRemoved: Change = {
  top: "RESOURCE",
  make(raw, which) {
    const roleEdges = without(raw.roleEdges, which);
    return roleEdges === null ? null : { ...raw, roleEdges };
  },
};
const positionGiven = (effect: RawGrant["effect"]): Change => ({
  top: "POSITION",
  make: (raw) => ({
    ...raw,
    grants: [...raw.grants, opposite("position", "position-new", effect)],
    positions: [
      ...raw.positions,
      { assignmentId: "new", positionId: "position-new", code: "baru", anchor: nowhere, acting: false, ...always },
    ],
  }),
});
const positionTaken: Change = {
  top: "RESOURCE",
  make(raw, which) {
    const positions = without(raw.positions, which);
    return positions === null ? null : { ...raw, positions };
  },
};
const delegationGiven: Change = {
  top: "DELEGATION",
  make: (raw) => ({ ...raw, delegations: [...raw.delegations, ...everybodysRights] }),
};
const everybodysRights = ["user-d1", "user-d2"].map(
  (delegatorId): RawDelegation => ({
    id: `all of ${delegatorId}`,
    delegatorId,
    delegateId: me,
    codes: ["*:*"],
    parentId: null,
    ...always,
  }),
);
const delegationTaken: Change = {
  top: "DELEGATION",
  make(raw, which) {
    const delegations = without(raw.delegations, which);
    return delegations === null ? null : { ...raw, delegations };
  },
};
const resource = { type: "document", id: "x" };

const changes: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Change[]>(
      ...(["ALLOW", "DENY"] as const).flatMap((effect) => [
        added(opposite("user", me, effect)),
        added({ ...opposite("user", me, effect), resource }),
        added(opposite("role", "role-1", effect)),
        added(opposite("role", "role-4", effect)),
        added(opposite("position", "position-1", effect)),
        added(opposite("department", "a-top", effect)),
        roleGiven(effect),
        positionGiven(effect),
      ]),
      removed("DIRECT"),
      removed("RESOURCE"),
      removed("ROLE"),
      removed("POSITION"),
      roleTaken,
      edgeAdded,
      edgeRemoved,
      positionTaken,
      delegationGiven,
      delegationTaken,
    ),
  },
  { weight: 1, arbitrary: grants.map(added) },
);

test("an applicable higher layer masks every change below", async () => {
  const masked = new Map<Decision["layer"], number>();
  const asked = fc.array(fc.tuple(worldQueries, changes, fc.nat(20)), { minLength: 12, maxLength: 12 });
  const drawn = fc.tuple(
    fc.oneof({ weight: 1, arbitrary: worlds }, { weight: 5, arbitrary: openWorlds }),
    asked,
    instants,
  );
  await meetCases(drawn, 1000, ([world, questions, at]) => {
    const facts = compileWorld(world, at);
    let met = 0;
    for (const [query, { top, make }, which] of questions) {
      const before = decide(facts, query, at);
      if (before.layer === null || layers.indexOf(top) <= layers.indexOf(before.layer)) continue;
      // Of the one who asks alone: others' rights are no lower layer, they come by delegation.
      const raw = make(world.raw, which);
      if (raw === null) continue;
      expect(decide(compileApart({ ...world, raw }, at), query, at)).toEqual(before);
      masked.set(before.layer, (masked.get(before.layer) ?? 0) + 1);
      // A guardrail is easily met, and would crowd out the others.
      if (before.layer !== "GUARDRAIL") met += 1;
    }
    return met;
  });
  for (const layer of ["GUARDRAIL", "DIRECT", "DELEGATION", "RESOURCE", "ROLE"] as const) {
    expect(masked.get(layer) ?? 0, layer).toBeGreaterThanOrEqual(30);
  }
});

test("the same changes do tell where the layer above is silent", async () => {
  const drawn = fc.tuple(
    openWorlds,
    fc.array(fc.tuple(worldQueries, changes), { minLength: 8, maxLength: 8 }),
    instants,
  );
  await meetCases(drawn, 200, ([world, questions, at]) => {
    const facts = compileWorld(world, at);
    let told = 0;
    for (const [query, { make }] of questions) {
      const raw = make(world.raw, 0);
      if (raw === null) continue;
      const [before, after] = [decide(facts, query, at), decide(compileApart({ ...world, raw }, at), query, at)];
      if (before.allowed !== after.allowed) told += 1;
    }
    return told;
  });
});
