import { findPermission, type PermissionScope } from "@gloria/contracts";
import type { Query, RawAnchor, RawFacts, RawGrant, RawWindow, Region, Target } from "../src/index.ts";

/**
 * The permission model a second time, straight from the raw facts: slow, without indexes, and with places as sets of
 * cells, so that it shares no idea with the implementation that it judges.
 */
export function oracleAllows(raw: RawFacts, query: Query, at: number): boolean {
  const oracle = new Oracle(raw, query.code, at);
  if (!oracle.passesGuardrails(query.target)) return false;
  if (query.target !== undefined) return oracle.verdict({ target: query.target }) === "ALLOW";
  if (query.region !== undefined) return oracle.verdict({ region: query.region }) === "ALLOW";
  return somewhere(raw).some((target) => oracle.verdict({ target }) === "ALLOW");
}

type Place = { readonly target: Target } | { readonly region: Region };
type Verdict = "ALLOW" | "DENY" | null;

interface Standing {
  readonly grant: RawGrant;
  readonly anchor: RawAnchor;
  readonly acting: boolean;
}

class Oracle {
  readonly #raw: RawFacts;
  readonly #code: string;
  readonly #at: number;

  constructor(raw: RawFacts, code: string, at: number) {
    this.#raw = raw;
    this.#code = code;
    this.#at = at;
  }

  get #definition() {
    return findPermission(this.#code) ?? this.#raw.additions.find(({ code }) => code === this.#code);
  }

  passesGuardrails(target: Target | undefined): boolean {
    const definition = this.#definition;
    if (!this.#raw.tenantActive || !this.#raw.userActive || definition === undefined) return false;
    if (target?.tenantId !== undefined && target.tenantId !== this.#raw.tenantId) return false;
    if (this.#code.startsWith("platform.") && !this.#raw.platform) return false;
    return !this.#raw.disabledModules.includes(definition.module);
  }

  verdict(place: Place): Verdict {
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
      this.#strictest(general(own), place),
      this.#strictest(about([...own, ...ofRoles.flat(2), ...ofPositions]), place),
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
              .map((distance) => this.#strictest(byDistance.get(distance) ?? [], place))
              .find((verdict) => verdict !== null) ?? null
          );
        }),
      ),
      this.#strictest(general(ofPositions), place),
    ];
    return layers.find((verdict) => verdict !== null) ?? null;
  }

  #strictest(rules: readonly Standing[], place: Place): Verdict {
    return combine(rules.map((rule) => (this.#applies(rule, place) ? rule.grant.effect : null)));
  }

  #grants(kind: RawGrant["subjectKind"], id: string): RawGrant[] {
    return this.#raw.grants.filter(
      (grant) =>
        grant.subjectKind === kind && grant.subjectId === id && this.#open(grant) && names(grant.code, this.#code),
    );
  }

  #open({ from, until }: RawWindow): boolean {
    return (from === null || from <= this.#at) && (until === null || this.#at < until);
  }

  #applies({ grant, anchor, acting }: Standing, place: Place): boolean {
    if (grant.effect === "ALLOW") {
      if (grant.condition !== null) return false;
      if (acting && this.#definition?.definitiveOnly === true) return false;
    }
    if (grant.resource !== null) {
      if ("target" in place) {
        if (JSON.stringify(place.target.resource) !== JSON.stringify(grant.resource)) return false;
      } else if (grant.effect === "ALLOW") {
        return false;
      }
    }
    const allow = grant.effect === "ALLOW";
    return "target" in place
      ? touchesTarget(this.#raw, allow, grant.scope, anchor, place.target)
      : touchesRegion(this.#raw, allow, grant.scope, anchor, place.region);
  }
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

function above(raw: RawFacts, department: string | null): string[] {
  if (department === null) return [];
  return [department, ...above(raw, raw.departments.find(({ id }) => id === department)?.parentId ?? null)];
}

function schoolOf(raw: RawFacts, anchor: RawAnchor): string | null {
  return anchor.schoolId ?? raw.departments.find(({ id }) => id === anchor.departmentId)?.schoolId ?? null;
}

const width = { OWN: 0, DEPARTMENT: 1, SCHOOL: 2, ALL: 3 } as const;

function touchesTarget(
  raw: RawFacts,
  allow: boolean,
  scope: PermissionScope,
  anchor: RawAnchor,
  target: Target,
): boolean {
  const school = schoolOf(raw, anchor);
  let reach: number = width[scope];
  if (!allow) {
    // A DENY that lacks its anchor reaches to the next wider level, and a level not known counts as met.
    if (reach === 1 && anchor.departmentId === null) reach = 2;
    if (reach === 2 && school === null) reach = 3;
    if (target.ownerId === undefined) return true;
    if (reach >= 1 && target.departmentIds === undefined) return true;
    if (reach >= 2 && target.schoolIds === undefined) return true;
  }
  if (reach === 3 || target.ownerId === raw.userId) return true;
  const inDepartment = (target.departmentIds ?? []).some(
    (id) => anchor.departmentId !== null && above(raw, id).includes(anchor.departmentId),
  );
  const inSchool = (target.schoolIds ?? []).some((id) => id === school);
  return (reach >= 1 && inDepartment) || (reach >= 2 && inSchool);
}

/** The world in cells `school/department`; a foundation-wide department may lie in every school. */
function cells(raw: RawFacts): { school: string | null; department: string | null }[] {
  const schools = [...new Set(raw.departments.flatMap(({ schoolId }) => schoolId ?? []))];
  return [
    { school: null, department: null },
    ...schools.map((school) => ({ school, department: null })),
    ...raw.departments.flatMap(({ id, schoolId }) =>
      (schoolId === null ? [null, ...schools] : [schoolId]).map((school) => ({ school, department: id })),
    ),
  ];
}

function touchesRegion(
  raw: RawFacts,
  allow: boolean,
  scope: PermissionScope,
  anchor: RawAnchor,
  region: Region,
): boolean {
  if (region.scope === "OWN") return true;
  if (allow && scope === "OWN") return false;
  const school = schoolOf(raw, anchor);
  const inAnchorDepartment = (cell: { department: string | null }) =>
    anchor.departmentId !== null && above(raw, cell.department).includes(anchor.departmentId);
  const ruled = cells(raw).filter((cell) => {
    if (scope === "ALL") return true;
    if (inAnchorDepartment(cell)) return true;
    if (scope !== "SCHOOL" && (allow || anchor.departmentId !== null)) return false;
    return school === null ? !allow : cell.school === school;
  });
  const asked = cells(raw).filter((cell) => {
    if (region.scope === "ALL") return true;
    if (region.scope === "SCHOOL") return cell.school === region.schoolId;
    return above(raw, cell.department).includes(region.departmentId);
  });
  const isRuled = (cell: object) => ruled.some((other) => JSON.stringify(other) === JSON.stringify(cell));
  return allow ? scope === "ALL" || (region.scope !== "ALL" && asked.every(isRuled)) : asked.some(isRuled);
}

/** One thing in every single place of the world: the user's own, or somebody else's in a school or a department. */
function somewhere(raw: RawFacts): Target[] {
  const places: Target[] = [
    { ownerId: raw.userId, departmentIds: [], schoolIds: [] },
    ...cells(raw)
      // A foundation-wide department as such, not its part in one school.
      .filter(({ school, department }) => {
        const home = raw.departments.find(({ id }) => id === department)?.schoolId ?? null;
        return department === null || school === home;
      })
      .map(({ school, department }) => ({
        ownerId: null,
        departmentIds: department === null ? [] : [department],
        schoolIds: school === null ? [] : [school],
      })),
  ];
  const resources = [...new Set(raw.grants.map(({ resource }) => JSON.stringify(resource)))].map(
    (text): Target["resource"] => JSON.parse(text) ?? undefined,
  );
  return places.flatMap((place) => [place, ...resources.map((resource) => ({ ...place, resource }))]);
}
