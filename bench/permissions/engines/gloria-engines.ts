import {
  type CachedFacts,
  type CompiledFacts,
  compileFacts,
  decide,
  EpochCache,
  FactsPool,
  type RawFacts,
  type RawGrant,
  type Target,
} from "@gloria/permissions";
import { type AccessEngine, type EngineContext, named } from "../access-engine.ts";
import type { AccessScenario } from "../access-scenario.ts";
import { closure } from "../expected-answers.ts";

const tenantId = "01997000-0000-7000-a000-000000000001";
const epoch = 7;
const at = Date.UTC(2026, 6, 13);
const nowhere = { schoolId: null, departmentId: null };
const always = { from: null, until: null };

/** Everybody's compiled facts are at hand, as the abilities of CASL are; a check looks at their epoch and the time. */
export function gloriaWarm({ scenario }: EngineContext): AccessEngine {
  const cache = filledCache(scenario);
  const entries = scenario.users.map(({ id }) => cache.peek(tenantId, id));
  return { keptUsers: scenario.users.length, ask: asking(scenario, (user) => entries[user] ?? null) };
}

/** The same out of the cache that requests use, once for each check; a request looks there once for all of its own. */
export function gloriaCached({ scenario }: EngineContext): AccessEngine {
  const cache = filledCache(scenario);
  return { ask: asking(scenario, (user) => cache.peek(tenantId, named(scenario.users, user).id)) };
}

function filledCache(scenario: AccessScenario): EpochCache {
  const cache = new EpochCache({ maxBytes: 2 ** 30 });
  const rawOf = rawFactsOf(scenario);
  for (const [n] of scenario.users.entries()) cache.keep({ epoch, raw: rawOf(n), delegators: [] }, at);
  return cache;
}

function asking(scenario: AccessScenario, entryOf: (user: number) => CachedFacts | null): AccessEngine["ask"] {
  const targets = targetsOf(scenario);
  return ({ user, permission, school }) => {
    const cached = entryOf(user);
    if (cached === null || cached.epoch !== epoch || at >= cached.facts.nextChangeAt) throw new Error("not cached");
    const query = { code: named(scenario.permissions, permission), target: named(targets, school) };
    return decide(cached.facts, query, at).allowed;
  };
}

/** Somebody's first check at an epoch: what they share with others is compiled, they are not. */
export function gloriaFirstCheck(context: EngineContext): AccessEngine {
  const pool = new FactsPool();
  return compiling(context, (raw) => compileFacts(raw, at, pool));
}

/** The very first check of a tenant at an epoch, each time. */
export function gloriaCold(context: EngineContext): AccessEngine {
  return compiling(context, (raw) => compileFacts(raw, at));
}

function compiling({ scenario }: EngineContext, compile: (raw: RawFacts) => CompiledFacts): AccessEngine {
  const rawOf = rawFactsOf(scenario);
  const raws = scenario.users.map((_, n) => rawOf(n));
  const targets = targetsOf(scenario);
  return {
    ask({ user, permission, school }) {
      const facts = compile(named(raws, user));
      return decide(facts, { code: named(scenario.permissions, permission), target: named(targets, school) }, at)
        .allowed;
    },
  };
}

function targetsOf({ schools }: AccessScenario): Target[] {
  return schools.map((schoolId) => ({ ownerId: null, departmentIds: [], schoolIds: [schoolId] }));
}

/** A user's facts as they come from the database: texts of their own, nothing shared with anybody else's. */
function rawFactsOf({ schools, permissions, catalogued, roles, users }: AccessScenario): (user: number) => RawFacts {
  const additions = permissions.slice(catalogued).map((code) => ({
    code,
    module: "bench",
    group: "bench",
    delegable: true,
    sensitive: false,
    definitiveOnly: false,
  }));
  const grant = (
    parts: Pick<RawGrant, "id" | "subjectKind" | "subjectId" | "effect" | "code" | "anchor">,
  ): RawGrant => ({
    ...parts,
    ...always,
    scope: "SCHOOL",
    resource: null,
    condition: null,
  });
  const grantsOf = roles.map((role, n) =>
    (["allows", "denies"] as const).flatMap((kind) =>
      role[kind].map((permission, i) =>
        grant({
          id: `${role.id.slice(0, 24)}${kind === "allows" ? "a" : "d"}${String(n).padStart(5, "0")}${String(i).padStart(6, "0")}`,
          subjectKind: "role",
          subjectId: role.id,
          effect: kind === "allows" ? "ALLOW" : "DENY",
          code: named(permissions, permission),
          anchor: nowhere,
        }),
      ),
    ),
  );
  return (n) => {
    const user = named(users, n);
    const reached = [...new Set(user.assignments.flatMap(({ role }) => closure(roles, role)))];
    const own: RawFacts = {
      tenantId,
      userId: user.id,
      tenantActive: true,
      userActive: true,
      homeSchoolId: null,
      platform: false,
      disabledModules: [],
      additions: [],
      grants: [
        ...user.denies.map(({ id, permission, school }) =>
          grant({
            id,
            subjectKind: "user",
            subjectId: user.id,
            effect: "DENY",
            code: named(permissions, permission),
            anchor: { schoolId: named(schools, school), departmentId: null },
          }),
        ),
        ...reached.flatMap((role) => named(grantsOf, role)),
      ],
      roleAssignments: user.assignments.map(({ id, role, school }) => ({
        id,
        roleId: named(roles, role).id,
        code: named(roles, role).code,
        anchor: { schoolId: named(schools, school), departmentId: null },
        ...always,
      })),
      roleEdges: reached.flatMap((role) =>
        named(roles, role).parents.map((parent) => ({
          childId: named(roles, role).id,
          parentId: named(roles, parent).id,
        })),
      ),
      positions: [],
      departments: [],
      guardrails: [],
      delegations: [],
    };
    return { ...(JSON.parse(JSON.stringify(own)) as RawFacts), additions };
  };
}
