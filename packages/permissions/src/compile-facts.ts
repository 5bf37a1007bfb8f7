import type { Anchor, CompiledFacts, Delegation, Holding } from "./compiled-facts.ts";
import { compileCondition } from "./conditions/compile-condition.ts";
import { lineOf, linkDelegations } from "./delegation.ts";
import { FactsPool } from "./facts-pool.ts";
import type { RawAnchor, RawFacts, RawGrant, RawWindow } from "./raw-facts.ts";
import { type ChainStep, type Rule, RuleChain } from "./rule-chain.ts";

// Rough sizes in V8, for the bound of the cache: an entry with its strings, a holding, a rule with its id and its
// place in an index, an id in a set.
const entryBytes = 600;
const holdingBytes = 160;
const ruleBytes = 240;
const idBytes = 80;
const delegationBytes = 400;
const none: readonly never[] = [];
const nobody: ReadonlyMap<string, CompiledFacts> = new Map();

/**
 * Raw facts → what {@link decide} reads.
 *
 * @param at milliseconds; `nextChangeAt` is the first window boundary after it.
 * @param pool parts shared by users of the same tenant **and epoch**; a pool of another epoch gives wrong answers.
 * @param delegators the facts of everybody named as a delegator in `raw.delegations`, of the same epoch and valid at
 * `at`; the delegations of one who is missing are worth nothing. Their own delegations are not read: `raw` has the line.
 */
export function compileFacts(
  raw: RawFacts,
  at: number,
  pool: FactsPool = new FactsPool(),
  delegators: ReadonlyMap<string, CompiledFacts> = nobody,
): CompiledFacts {
  const compiler = new Compiler(raw, pool);
  const direct = compiler.direct();
  const roles = raw.roleAssignments
    .map((held) => compiler.holding("role", held.id, held.roleId, held, false, compiler.roleChain(held.roleId)))
    .sort(byAssignment);
  const positions = raw.positions
    .map((held) =>
      compiler.holding("position", held.assignmentId, held.positionId, held, held.acting, compiler.positionChain(held)),
    )
    .sort(byAssignment);
  const holdings = [...direct, ...roles, ...positions];
  const numberOf = ({ chain }: Holding) => pool.register.numberOf(chain);
  const guardrails = pool.guardrails(raw.guardrails);
  const delegations = linkDelegations(raw, delegators);
  const links = delegations.flatMap(lineOf);
  const readers = [
    ...holdings.map(({ chain }) => chain),
    ...(guardrails === null ? [] : [guardrails]),
    ...links.flatMap(({ delegator }) => delegator ?? []),
  ];
  return {
    tenantId: raw.tenantId,
    userId: raw.userId,
    tenantActive: raw.tenantActive,
    userActive: raw.userActive,
    homeSchoolId: raw.homeSchoolId,
    platform: raw.platform,
    disabledModules: raw.disabledModules.length === 0 ? null : new Set(raw.disabledModules),
    additions: pool.additions(raw.additions),
    guardrails,
    direct: orNone(direct),
    delegations: orNone(delegations),
    roles: orNone(roles),
    positions: orNone(positions),
    register: pool.register,
    roleChains: orNone(roles.map(numberOf)),
    positionChains: orNone(positions.map(numberOf)),
    hasResourceRules: holdings.some((holding) => holding.chain.hasResourceRules),
    readsNow: readers.some(({ readsNow }) => readsNow),
    readsRequest: readers.some(({ readsRequest }) => readsRequest),
    compiledAt: at,
    nextChangeAt: earliestAfter(at, [
      ...holdings.flatMap(({ from, until, chain }) => [from, until, ...chain.boundaries]),
      ...(guardrails?.boundaries ?? []),
      ...links.flatMap(boundariesOf),
    ]),
    bytes: entryBytes + holdings.length * holdingBytes + links.length * delegationBytes + compiler.bytes,
  };
}

class Compiler {
  bytes = 0;
  readonly #raw: RawFacts;
  readonly #pool: FactsPool;
  readonly #grants = new Map<string, RawGrant[]>();
  readonly #parents = new Map<string, string[]>();
  readonly #departments: ReadonlyMap<string, RawFacts["departments"][number]>;
  readonly #below = new Map<string, string[]>();

  constructor(raw: RawFacts, pool: FactsPool) {
    this.#raw = raw;
    this.#pool = pool;
    for (const grant of raw.grants) push(this.#grants, `${grant.subjectKind} ${grant.subjectId}`, grant);
    for (const edge of raw.roleEdges) push(this.#parents, edge.childId, edge.parentId);
    this.#departments = new Map(raw.departments.map((department) => [department.id, department]));
    for (const { id, parentId } of raw.departments) if (parentId !== null) push(this.#below, parentId, id);
  }

  /** The user's own grants, one holding for each anchor among them. */
  direct(): Holding[] {
    const byAnchor = new Map<Anchor, RawGrant[]>();
    for (const grant of this.#of("user", this.#raw.userId)) push(byAnchor, this.anchor(grant.anchor), grant);
    return [...byAnchor]
      .sort(([a], [b]) => compareText(anchorKey(a), anchorKey(b)))
      .map(([anchor, anchored]) => ({
        kind: "user",
        assignmentId: null,
        subjectId: this.#raw.userId,
        code: null,
        anchor,
        isTimeless: true,
        from: -Infinity,
        until: Infinity,
        acting: false,
        chain: this.#chain([{ distance: 0, rules: this.#rules(anchored) }]),
      }));
  }

  holding(
    kind: "role" | "position",
    assignmentId: string,
    subjectId: string,
    held: RawWindow & { readonly anchor: RawAnchor; readonly code: string },
    acting: boolean,
    chain: RuleChain,
  ): Holding {
    return {
      kind,
      assignmentId,
      subjectId,
      code: held.code,
      anchor: this.anchor(held.anchor),
      isTimeless: held.from === null && held.until === null,
      from: held.from ?? -Infinity,
      until: held.until ?? Infinity,
      acting,
      chain,
    };
  }

  /** The role and all it inherits from, each at its shortest distance: in a DAG one role may be reached twice. */
  roleChain(roleId: string): RuleChain {
    const known = this.#pool.roles.get(roleId);
    if (known !== undefined) return known;
    const steps: ChainStep[] = [];
    const reachedFrom = new Map<string, string>();
    let ring = [roleId];
    for (let distance = 0; ring.length > 0; distance++) {
      const rules = ring.flatMap((id) => this.#rules(this.#of("role", id)));
      if (rules.length > 0) steps.push({ distance, rules });
      const next: string[] = [];
      for (const child of ring) {
        for (const parent of this.#parents.get(child) ?? []) {
          if (parent === roleId || reachedFrom.has(parent)) continue;
          reachedFrom.set(parent, child);
          next.push(parent);
        }
      }
      ring = next.sort(compareText);
    }
    const chain = this.#chain(steps, reachedFrom);
    this.#pool.roles.set(roleId, chain);
    return chain;
  }

  /** The position's grants, and those of the department that it is held in with all departments above. */
  positionChain(held: { readonly positionId: string; readonly anchor: RawAnchor }): RuleChain {
    const key = `${held.positionId} ${held.anchor.departmentId ?? ""}`;
    const known = this.#pool.positions.get(key);
    if (known !== undefined) return known;
    const departments = this.anchor(held.anchor).lineage ?? [];
    const grants = [
      ...this.#of("position", held.positionId),
      ...[...departments].flatMap((id) => this.#of("department", id)),
    ];
    const chain = this.#chain([{ distance: 0, rules: this.#rules(grants) }]);
    this.#pool.positions.set(key, chain);
    return chain;
  }

  anchor(raw: RawAnchor): Anchor {
    const department = raw.departmentId === null ? undefined : this.#departments.get(raw.departmentId);
    // A department lies in its school, whether or not the assignment repeats it.
    const schoolId = raw.schoolId ?? department?.schoolId ?? null;
    const key = anchorKey({ schoolId, departmentId: raw.departmentId });
    const known = this.#pool.anchors.get(key);
    if (known !== undefined) return known;
    const anchor: Anchor = {
      schoolId,
      departmentId: raw.departmentId,
      departmentSchoolId: department?.schoolId ?? null,
      subtree: raw.departmentId === null ? null : this.#subtree(raw.departmentId),
      lineage: raw.departmentId === null ? null : this.#lineage(raw.departmentId),
    };
    this.bytes += holdingBytes + idBytes * ((anchor.subtree?.size ?? 0) + (anchor.lineage?.size ?? 0));
    this.#pool.anchors.set(key, anchor);
    return anchor;
  }

  #chain(steps: readonly ChainStep[], reachedFrom?: ReadonlyMap<string, string>): RuleChain {
    const chain = new RuleChain(steps, reachedFrom);
    this.bytes += holdingBytes + chain.size * ruleBytes;
    return chain;
  }

  #rules(grants: readonly RawGrant[]): Rule[] {
    return grants.map((grant) => ({
      id: grant.id,
      pattern: grant.code,
      allow: grant.effect === "ALLOW",
      scope: grant.scope,
      isTimeless: grant.from === null && grant.until === null,
      from: grant.from ?? -Infinity,
      until: grant.until ?? Infinity,
      resource: grant.resource,
      condition: grant.condition === null ? null : compileCondition(grant.condition, grant.code),
      subjectId: grant.subjectId,
    }));
  }

  #of(kind: RawGrant["subjectKind"], id: string): readonly RawGrant[] {
    return this.#grants.get(`${kind} ${id}`) ?? [];
  }

  #subtree(id: string): ReadonlySet<string> {
    const found = new Set([id]);
    // A set grows while it is walked, and a walk of it ends: even a cycle, which the database refuses, is harmless.
    for (const department of found) for (const child of this.#below.get(department) ?? []) found.add(child);
    return found;
  }

  #lineage(id: string): ReadonlySet<string> {
    const found = new Set([id]);
    for (const department of found) {
      const parent = this.#departments.get(department)?.parentId ?? null;
      if (parent !== null) found.add(parent);
    }
    return found;
  }
}

function anchorKey({ schoolId, departmentId }: RawAnchor): string {
  return `${schoolId ?? ""} ${departmentId ?? ""}`;
}

// The same facts in another order name the same deciding rule.
function byAssignment(a: Holding, b: Holding): number {
  return compareText(a.assignmentId ?? "", b.assignmentId ?? "");
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One empty list for everybody, which is always near at hand. */
function orNone<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? none : items;
}

function boundariesOf({ from, until, delegator }: Delegation): number[] {
  return delegator === null ? [from, until] : [from, until, delegator.nextChangeAt];
}

function earliestAfter(at: number, instants: readonly number[]): number {
  let next = Infinity;
  for (const instant of instants) if (instant > at && instant < next) next = instant;
  return next;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
