import type { Anchor, CompiledFacts, Holding } from "./compiled-facts.ts";
import { FactsPool } from "./facts-pool.ts";
import type { RawAnchor, RawFacts, RawGrant } from "./raw-facts.ts";
import { type ChainStep, type Rule, RuleChain } from "./rule-chain.ts";

// Rough sizes in V8, for the bound of the cache: an entry with its strings, a holding, a rule with its id and its
// place in an index, an id in a set.
const entryBytes = 600;
const holdingBytes = 160;
const ruleBytes = 240;
const idBytes = 80;

/**
 * Raw facts → what {@link decide} reads.
 *
 * @param at milliseconds; `nextChangeAt` is the first window boundary after it.
 * @param pool parts shared by users of the same tenant **and epoch**; a pool of another epoch gives wrong answers.
 */
export function compileFacts(raw: RawFacts, at: number, pool: FactsPool = new FactsPool()): CompiledFacts {
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
  return {
    tenantId: raw.tenantId,
    userId: raw.userId,
    tenantActive: raw.tenantActive,
    userActive: raw.userActive,
    platform: raw.platform,
    disabledModules: raw.disabledModules.length === 0 ? null : new Set(raw.disabledModules),
    additions: raw.additions.length === 0 ? null : new Map(raw.additions.map((entry) => [entry.code, entry])),
    direct,
    roles,
    positions,
    hasResourceRules: holdings.some((holding) => holding.chain.hasResourceRules),
    compiledAt: at,
    nextChangeAt: nextBoundary(holdings, at),
    bytes: entryBytes + holdings.length * holdingBytes + compiler.bytes,
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
        anchor,
        from: -Infinity,
        until: Infinity,
        acting: false,
        chain: this.#chain([{ distance: 0, rules: anchored.map(toRule) }]),
      }));
  }

  holding(
    kind: "role" | "position",
    assignmentId: string,
    subjectId: string,
    held: { readonly from: number | null; readonly until: number | null; readonly anchor: RawAnchor },
    acting: boolean,
    chain: RuleChain,
  ): Holding {
    return {
      kind,
      assignmentId,
      subjectId,
      anchor: this.anchor(held.anchor),
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
    const seen = new Set([roleId]);
    let ring = [roleId];
    for (let distance = 0; ring.length > 0; distance++) {
      const rules = ring.flatMap((id) => this.#of("role", id).map(toRule));
      if (rules.length > 0) steps.push({ distance, rules });
      const next: string[] = [];
      for (const parent of ring.flatMap((id) => this.#parents.get(id) ?? [])) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        next.push(parent);
      }
      ring = next;
    }
    const chain = this.#chain(steps);
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
    const chain = this.#chain([{ distance: 0, rules: grants.map(toRule) }]);
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

  #chain(steps: readonly ChainStep[]): RuleChain {
    const chain = new RuleChain(steps);
    this.bytes += holdingBytes + chain.size * ruleBytes;
    return chain;
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

function toRule(grant: RawGrant): Rule {
  return {
    id: grant.id,
    pattern: grant.code,
    allow: grant.effect === "ALLOW",
    scope: grant.scope,
    from: grant.from ?? -Infinity,
    until: grant.until ?? Infinity,
    resource: grant.resource,
    condition: grant.condition,
    subjectId: grant.subjectId,
  };
}

function nextBoundary(holdings: readonly Holding[], at: number): number {
  let next = Infinity;
  const consider = (instant: number) => {
    if (instant > at && instant < next) next = instant;
  };
  for (const holding of holdings) {
    consider(holding.from);
    consider(holding.until);
    for (const boundary of holding.chain.boundaries) consider(boundary);
  }
  return next;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
