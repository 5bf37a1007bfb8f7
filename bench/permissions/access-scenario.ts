import { createHash } from "node:crypto";
import { permissionCodes } from "@gloria/contracts";

/** A foundation in plain arrays; every number is a place in another array. The same from every process. */
export interface AccessScenario {
  readonly schools: readonly string[];
  /** The code's own catalogue first, then what the tenant has added. */
  readonly permissions: readonly string[];
  readonly catalogued: number;
  readonly roles: readonly ScenarioRole[];
  readonly users: readonly ScenarioUser[];
  readonly queries: readonly ScenarioQuery[];
}

export interface ScenarioRole {
  readonly id: string;
  readonly code: string;
  /** Takes over what these may do. */
  readonly parents: readonly number[];
  readonly allows: readonly number[];
  readonly denies: readonly number[];
}

export interface ScenarioUser {
  readonly id: string;
  readonly assignments: readonly { readonly id: string; readonly role: number; readonly school: number }[];
  /** Denied to this person in one school. */
  readonly denies: readonly { readonly id: string; readonly permission: number; readonly school: number }[];
}

/** May the user do this to somebody else's thing in this school? */
export interface ScenarioQuery {
  readonly user: number;
  readonly permission: number;
  readonly school: number;
}

const schoolCount = 50;
const permissionCount = 500;
const levels = 4;
const rolesPerLevel = 50;
const userCount = 10_000;
const assignmentsPerUser = 5;
const allowsPerRole = 8;
const deniesOfRoles = 50;
const deniesOfUsers = 50;
const queryCount = 20_000;

/**
 * 10,000 users with five roles each in two of 50 schools, 200 roles in four levels, 500 permissions, 100 denies, 20,000
 * questions.
 *
 * Only what every engine compared can say: denies stand on roles of the last level, which nobody inherits, or on people,
 * who have nothing allowed of their own. So "the nearest rule of a role decides, then a deny of any role" is the same
 * as "a deny wins", which is all that most engines know.
 */
export function makeAccessScenario(): AccessScenario {
  const random = randomNumbers(20_260_713);
  const below = (limit: number) => Math.floor(random() * limit);
  const catalogued = permissionCodes.filter((code) => !code.startsWith("platform."));
  const permissions = Array.from(
    { length: permissionCount },
    (_, n) => catalogued[n] ?? `bench.thing${Math.floor(n / 10)}:act${n % 10}`,
  );
  const roles: ScenarioRole[] = Array.from({ length: levels * rolesPerLevel }, (_, n) => {
    const level = Math.floor(n / rolesPerLevel);
    const parent = () => (level - 1) * rolesPerLevel + below(rolesPerLevel);
    const isLast = level === levels - 1;
    return {
      id: idOf(`role ${n}`),
      code: `role_${n}`,
      parents: level === 0 ? [] : [...new Set(random() < 0.5 ? [parent()] : [parent(), parent()])],
      allows: distinct(allowsPerRole, () => below(permissionCount)),
      denies: isLast && n % rolesPerLevel < deniesOfRoles ? [below(permissionCount)] : [],
    };
  });
  const users: ScenarioUser[] = Array.from({ length: userCount }, (_, n) => {
    const schools = distinct(2, () => below(schoolCount));
    const held = distinct(assignmentsPerUser, () => below(roles.length));
    return {
      id: idOf(`user ${n}`),
      assignments: held.map((role, i) => ({
        id: idOf(`assignment ${n} ${i}`),
        role,
        school: schools[i < 3 ? 0 : 1] ?? 0,
      })),
      denies:
        n % (userCount / deniesOfUsers) === 0
          ? [{ id: idOf(`deny ${n}`), permission: below(permissionCount), school: schools[0] ?? 0 }]
          : [],
    };
  });
  const denied = users.flatMap((user, n) => [
    ...user.denies.map(({ permission, school }) => ({ user: n, permission, school })),
    ...user.assignments.flatMap(({ role, school }) =>
      (roles[role]?.denies ?? []).map((permission) => ({ user: n, permission, school })),
    ),
  ]);
  const queries = Array.from({ length: queryCount }, (_, n): ScenarioQuery => {
    // Some that meet a deny, some that meet an allow of their own or further up, and some at random.
    if (n % 20 === 0) return chosen(denied, below);
    const user = below(userCount);
    const { role, school } = chosen(users[user]?.assignments ?? [], below);
    const upwards = below(levels);
    const above = Array.from({ length: upwards }).reduce<number>((at) => roles[at]?.parents[0] ?? at, role);
    return {
      user,
      permission: n % 5 < 3 ? chosen(roles[above]?.allows ?? [], below) : below(permissionCount),
      school: n % 7 === 0 ? below(schoolCount) : school,
    };
  });
  return {
    schools: Array.from({ length: schoolCount }, (_, n) => idOf(`school ${n}`)),
    permissions,
    catalogued: Math.min(catalogued.length, permissionCount),
    roles,
    users,
    queries,
  };
}

/** Numbers from 0 to below 1, the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function distinct(count: number, next: () => number): number[] {
  const found = new Set<number>();
  while (found.size < count) found.add(next());
  return [...found];
}

function chosen<Item>(items: readonly Item[], below: (limit: number) => number): Item {
  const item = items[below(items.length)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

/** In the form of the ids that Gloria gives, and as long. */
function idOf(name: string): string {
  const hex = createHash("md5").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
