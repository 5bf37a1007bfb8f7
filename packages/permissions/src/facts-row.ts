import { delegationDepthMax } from "./delegation.ts";
import type { RawDelegation, RawFacts, RawPositionHeld, RawRoleAssignment } from "./raw-facts.ts";

/** What the statements of facts answer: one row. */
export interface FactsRow<Mine = unknown> {
  readonly epoch: string;
  readonly tenant_active: boolean;
  readonly platform: boolean;
  /** Those who exist. */
  readonly people: readonly {
    readonly id: string;
    readonly active: boolean;
    readonly homeSchoolId: string | null;
  }[];
  readonly grants: RawFacts["grants"];
  readonly role_assignments: readonly (RawRoleAssignment & Mine)[];
  readonly role_edges: RawFacts["roleEdges"];
  readonly positions: readonly (RawPositionHeld & Mine)[];
  readonly departments: RawFacts["departments"];
  readonly delegations: RawFacts["delegations"];
  readonly guardrails: RawFacts["guardrails"];
  readonly disabled_modules: RawFacts["disabledModules"];
  readonly additions: RawFacts["additions"];
}

/** Whose a part is, where the row is about many. */
export interface Owned {
  readonly userId: string;
}

/** A row that was read for one user. */
export function factsOfOne(tenantId: string, userId: string, row: FactsRow): RawFacts {
  return {
    ...sharedBy(tenantId, row),
    ...personIn(row, userId),
    grants: row.grants,
    roleAssignments: row.role_assignments,
    roleEdges: row.role_edges,
    positions: row.positions,
    departments: row.departments,
    delegations: row.delegations,
  };
}

/** A row that was read for many, parted: to each what {@link factsOfOne} would have of a row of their own. */
export function factsOfMany(tenantId: string, userIds: readonly string[], row: FactsRow<Owned>): Map<string, RawFacts> {
  const shared = sharedBy(tenantId, row);
  const grants = groupBy(row.grants, ({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`);
  const parents = groupBy(row.role_edges, ({ childId }) => childId);
  const assigned = groupBy(row.role_assignments, ({ userId }) => userId);
  const held = groupBy(row.positions, ({ userId }) => userId);
  const tree = new Map(row.departments.map((department) => [department.id, department]));
  const below = groupBy(row.departments, ({ parentId }) => parentId ?? "");
  const lines = new Map(row.delegations.map((delegation) => [delegation.id, delegation]));
  const delegated = groupBy(row.delegations, ({ delegateId }) => delegateId);

  const partOf = (userId: string): RawFacts => {
    const roleAssignments = (assigned.get(userId) ?? []).map(({ userId: _, ...each }) => each);
    const positions = (held.get(userId) ?? []).map(({ userId: _, ...each }) => each);
    const own = grants.get(`user ${userId}`) ?? [];
    const roles = closure(
      roleAssignments.map(({ roleId }) => roleId),
      (id) => (parents.get(id) ?? []).map(({ parentId }) => parentId),
    );
    const anchors = [...roleAssignments, ...positions, ...own].flatMap(({ anchor }) => anchor.departmentId ?? []);
    const known = anchors.filter((id) => tree.has(id));
    const above = closure(known, (id) => tree.get(id)?.parentId ?? []);
    const under = closure(known, (id) => (below.get(id) ?? []).map((department) => department.id));
    const heldIds = new Set(positions.map(({ positionId }) => positionId));
    return {
      ...shared,
      ...personIn(row, userId),
      roleAssignments,
      positions,
      grants: [
        ...own,
        ...[...roles].flatMap((id) => grants.get(`role ${id}`) ?? []),
        ...[...heldIds].flatMap((id) => grants.get(`position ${id}`) ?? []),
        ...[...above].flatMap((id) => grants.get(`department ${id}`) ?? []),
      ],
      roleEdges: [...roles].flatMap((id) => parents.get(id) ?? []),
      departments: [...new Set([...above, ...under])].flatMap((id) => tree.get(id) ?? []),
      delegations: withParents(delegated.get(userId) ?? [], lines),
    };
  };
  return new Map(userIds.map((userId) => [userId, partOf(userId)]));
}

function sharedBy(tenantId: string, row: FactsRow) {
  return {
    tenantId,
    tenantActive: row.tenant_active,
    platform: row.platform,
    disabledModules: row.disabled_modules,
    additions: row.additions,
    guardrails: row.guardrails,
  };
}

function personIn({ people }: FactsRow, userId: string): Pick<RawFacts, "userId" | "userActive" | "homeSchoolId"> {
  const person = people.find(({ id }) => id === userId);
  return { userId, userActive: person?.active ?? false, homeSchoolId: person?.homeSchoolId ?? null };
}

/** Delegations with what they hand on, as far up as a line may go. */
function withParents(to: readonly RawDelegation[], all: ReadonlyMap<string, RawDelegation>): RawDelegation[] {
  const found = new Map(to.map((each) => [each.id, each]));
  let ring = to;
  for (let place = 1; place < delegationDepthMax; place += 1) {
    ring = ring.flatMap(({ parentId }) => (parentId === null ? [] : (all.get(parentId) ?? [])));
    for (const each of ring) found.set(each.id, each);
  }
  return [...found.values()];
}

/** The beginnings and all that can be reached from them. */
function closure(begin: readonly string[], next: (id: string) => string | readonly string[]): Set<string> {
  const reached = new Set(begin);
  // A set grows while it is walked, and each id is walked once.
  for (const id of reached) for (const other of [next(id)].flat()) reached.add(other);
  return reached;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
