import { findPermission } from "@gloria/contracts";
import type {
  Query,
  RawAnchor,
  RawDelegation,
  RawFacts,
  RawGrant,
  RawWindow,
  Region,
  RequestAttributes,
  Target,
} from "../src/index.ts";
import { knownCondition } from "./known-conditions.ts";
import { above, cells, touchesRegion, touchesTarget } from "./oracle-places.ts";

/**
 * The permission model a second time, straight from the raw facts: slow, without indexes, and with places as sets of
 * cells, so that it shares no idea with the implementation that it judges.
 *
 * @param delegators raw facts of everybody else who is known.
 */
export function oracleAllows(raw: RawFacts, query: Query, at: number, delegators: readonly RawFacts[] = []): boolean {
  const { code, request, target, region } = query;
  const world: OracleWorld = { me: raw, people: [raw, ...delegators], code, request, at };
  const isAllowed = (place: Place) => new Oracle(raw, world, place).allows(raw.delegations.filter(toMe(raw)));
  if (target !== undefined) return isAllowed({ target, isExample: false });
  if (region === undefined) return somewhere(world).some((example) => isAllowed({ target: example, isExample: true }));
  const isMine = region.scope === "OWN" && region.ownerId === undefined;
  return isAllowed({ region: isMine ? { scope: "OWN", ownerId: raw.userId } : region });
}

const toMe = (raw: RawFacts) => (row: RawDelegation) => row.delegateId === raw.userId;

interface OracleWorld {
  readonly me: RawFacts;
  readonly people: readonly RawFacts[];
  readonly code: string;
  readonly request: RequestAttributes | undefined;
  readonly at: number;
}

type Place = { readonly target: Target; readonly isExample: boolean } | { readonly region: Region };
type Verdict = "ALLOW" | "DENY" | null;

interface Standing {
  readonly grant: RawGrant;
  readonly anchor: RawAnchor;
  readonly acting: boolean;
}

/** One person, one place. */
class Oracle {
  readonly #raw: RawFacts;
  readonly #world: OracleWorld;
  readonly #place: Place;

  constructor(raw: RawFacts, world: OracleWorld, place: Place) {
    this.#raw = raw;
    this.#world = world;
    this.#place = place;
  }

  /** @param delegations those that count. */
  allows(delegations: readonly RawDelegation[]): boolean {
    return this.#passesGuardrails() && this.#verdict(delegations) === "ALLOW";
  }

  get #definition() {
    const { code } = this.#world;
    return findPermission(code) ?? this.#raw.additions.find((addition) => addition.code === code);
  }

  #passesGuardrails(): boolean {
    const definition = this.#definition;
    if (!this.#raw.tenantActive || !this.#raw.userActive || definition === undefined) return false;
    const target = "target" in this.#place ? this.#place.target : undefined;
    if (target?.tenantId !== undefined && target.tenantId !== this.#raw.tenantId) return false;
    if (this.#world.code.startsWith("platform.") && !this.#raw.platform) return false;
    if (this.#raw.disabledModules.includes(definition.module)) return false;
    return !this.#raw.guardrails.some(
      ({ code, resource, condition, ...open }) =>
        this.#open(open) &&
        names(code, this.#world.code) &&
        (resource === null || (target !== undefined && sameThing(resource, target.resource))) &&
        this.#counts(condition, "FORBID"),
    );
  }

  #verdict(delegations: readonly RawDelegation[]): Verdict {
    const own = this.#grants("user", this.#raw.userId).map((grant) => ({ grant, anchor: grant.anchor, acting: false }));
    const held = this.#raw.positions.filter((position) => this.#open(position));
    const assigned = this.#raw.roleAssignments.filter((assignment) => this.#open(assignment));
    const ofPositions = held.flatMap(({ positionId, anchor, acting }) =>
      [
        ...this.#grants("position", positionId),
        ...above(this.#raw, anchor.departmentId).flatMap((id) => this.#grants("department", id)),
      ].map((grant) => ({ grant, anchor, acting })),
    );
    const ofRoles = assigned.map(({ roleId, anchor }) =>
      distances(this.#raw, roleId).map(([id]) =>
        this.#grants("role", id).map((grant) => ({ grant, anchor, acting: false })),
      ),
    );
    const about = (rules: readonly Standing[]) => rules.filter(({ grant }) => grant.resource !== null);
    const general = (rules: readonly Standing[]) => rules.filter(({ grant }) => grant.resource === null);

    const layers: Verdict[] = [
      this.#strictest(general(own)),
      delegations.some((delegation) => this.#handsOn(delegation)) ? "ALLOW" : null,
      this.#strictest(about([...own, ...ofRoles.flat(2), ...ofPositions])),
      combine(
        assigned.map(({ roleId, anchor }) => {
          const byDistance = new Map<number, Standing[]>();
          for (const [id, distance] of distances(this.#raw, roleId)) {
            const rules = this.#grants("role", id).map((grant) => ({ grant, anchor, acting: false }));
            byDistance.set(distance, [...(byDistance.get(distance) ?? []), ...general(rules)]);
          }
          return (
            [...byDistance.keys()]
              .sort((a, b) => a - b)
              .map((distance) => this.#strictest(byDistance.get(distance) ?? []))
              .find((verdict) => verdict !== null) ?? null
          );
        }),
      ),
      this.#strictest(general(ofPositions)),
    ];
    return layers.find((verdict) => verdict !== null) ?? null;
  }

  #handsOn(delegation: RawDelegation): boolean {
    const { me, people, code } = this.#world;
    if (this.#definition?.delegable !== true) return false;
    if (!delegation.codes.some((pattern) => names(pattern, code))) return false;
    const line = lineUp(delegation, me.delegations);
    if (line === null || !line.every((link) => this.#open(link))) return false;
    const delegators = line.map(({ delegatorId }) => people.find(({ userId }) => userId === delegatorId));
    const [delegator] = delegators;
    if (delegator === undefined || delegators.includes(undefined)) return false;
    return new Oracle(delegator, this.#world, this.#place).allows(line.slice(1, 2));
  }

  #strictest(rules: readonly Standing[]): Verdict {
    return combine(rules.map((rule) => (this.#applies(rule) ? rule.grant.effect : null)));
  }

  #grants(kind: RawGrant["subjectKind"], id: string): RawGrant[] {
    return this.#raw.grants.filter(
      (grant) =>
        grant.subjectKind === kind &&
        grant.subjectId === id &&
        this.#open(grant) &&
        names(grant.code, this.#world.code),
    );
  }

  #open({ from, until }: RawWindow): boolean {
    const { at } = this.#world;
    return (from === null || from <= at) && (until === null || at < until);
  }

  #applies({ grant, anchor, acting }: Standing): boolean {
    const allow = grant.effect === "ALLOW";
    const place = this.#place;
    if (!this.#counts(grant.condition, grant.effect)) return false;
    if (allow && acting && this.#definition?.definitiveOnly === true) return false;
    if (grant.resource !== null) {
      if ("target" in place ? !sameThing(grant.resource, place.target.resource) : allow) return false;
    }
    return "target" in place
      ? touchesTarget(this.#raw, allow, grant.scope, anchor, place.target)
      : touchesRegion(this.#raw, allow, grant.scope, anchor, place.region);
  }

  /** A condition that errors keeps an ALLOW from counting, and nothing else; of an example nobody knows enough. */
  #counts(source: string | null, effect: "ALLOW" | "DENY" | "FORBID"): boolean {
    if (source === null) return true;
    const place = this.#place;
    const { readsTarget, answer } = knownCondition(source);
    const isExample = "target" in place && place.isExample;
    const found = answer({
      actorId: this.#raw.userId,
      roleCodes: this.#raw.roleAssignments.filter((held) => this.#open(held)).map(({ code }) => code),
      hasHomeSchool: this.#raw.homeSchoolId !== null,
      at: this.#world.at,
      request: this.#world.request,
      target: "target" in place && !isExample ? place.target : undefined,
    });
    if (found !== null) return found;
    return isExample && readsTarget ? effect === "ALLOW" : effect !== "ALLOW";
  }
}

/** The delegation and all above it; null when a link is missing, it goes in a circle, or it is longer than three. */
function lineUp(delegation: RawDelegation, rows: readonly RawDelegation[]): RawDelegation[] | null {
  const line = [delegation];
  for (let last = delegation; last.parentId !== null; ) {
    const parent = rows.find((row) => row.id === last.parentId && row.delegateId === last.delegatorId);
    if (parent === undefined || line.length === 3) return null;
    line.push(parent);
    last = parent;
  }
  const people = [delegation.delegateId, ...line.map(({ delegatorId }) => delegatorId)];
  return new Set(people).size === people.length ? line : null;
}

function sameThing(one: NonNullable<RawGrant["resource"]>, other: Target["resource"]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function combine(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("DENY")) return "DENY";
  return verdicts.includes("ALLOW") ? "ALLOW" : null;
}

function names(pattern: string, code: string): boolean {
  const [resource = "", action = "", ...more] = pattern.split(":");
  const [wantedResource = "", wantedAction = ""] = code.split(":");
  if (more.length > 0 || (action !== "*" && action !== wantedAction)) return false;
  const segments = resource.split(".");
  const wanted = wantedResource.split(".");
  if (resource === "*") return true;
  const open = segments.at(-1) === "*";
  const fixed = open ? segments.slice(0, -1) : segments;
  return (
    (open ? wanted.length > fixed.length : wanted.length === fixed.length) && fixed.every((s, i) => s === wanted[i])
  );
}

/** Every role reachable from this one with the length of the shortest of all paths. */
function distances(raw: RawFacts, from: string): [string, number][] {
  const paths = (role: string, length: number): [string, number][] => [
    [role, length],
    ...raw.roleEdges.filter(({ childId }) => childId === role).flatMap(({ parentId }) => paths(parentId, length + 1)),
  ];
  const all = paths(from, 0);
  return [...new Set(all.map(([role]) => role))].map((role) => [
    role,
    Math.min(...all.filter(([reached]) => reached === role).map(([, length]) => length)),
  ]);
}

/** One thing in every single place of the world: somebody's own, or somebody else's in a school or a department. */
function somewhere({ me, people }: OracleWorld): Target[] {
  const places: Target[] = [
    ...people.map(({ userId }) => ({ ownerId: userId, departmentIds: [], schoolIds: [] })),
    ...cells(me)
      // A foundation-wide department as such, not its part in one school.
      .filter(({ school, department }) => {
        const home = me.departments.find(({ id }) => id === department)?.schoolId ?? null;
        return department === null || school === home;
      })
      .map(({ school, department }) => ({
        ownerId: null,
        departmentIds: department === null ? [] : [department],
        schoolIds: school === null ? [] : [school],
      })),
  ];
  const resources = [...new Set(me.grants.map(({ resource }) => JSON.stringify(resource)))].map(
    (text): Target["resource"] => JSON.parse(text) ?? undefined,
  );
  return places.flatMap((place) => [place, ...resources.map((resource) => ({ ...place, resource }))]);
}
