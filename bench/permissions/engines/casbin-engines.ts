import type { AccessEngine, EngineContext } from "../access-engine.ts";
import { named } from "../access-engine.ts";

/** What is used of casbin 5. */
interface Enforcer {
  addPolicies(rules: readonly (readonly string[])[]): Promise<boolean>;
  addGroupingPolicies(rules: readonly (readonly string[])[]): Promise<boolean>;
  enforce(...request: string[]): Promise<boolean>;
  enforceSync(...request: string[]): boolean;
}

interface Casbin {
  newModelFromString(text: string): unknown;
  newEnforcer(model: unknown): Promise<Enforcer>;
  newCachedEnforcer(model: unknown): Promise<Enforcer>;
}

// The permission first: the matcher looks for roles only where it is the one that is asked about.
const model = `
[request_definition]
r = sub, act

[policy_definition]
p = sub, act, eft

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = r.act == p.act && g(r.sub, p.sub)
`;

/** casbin as it answers a question that it has not answered before. */
export async function casbinUncached(context: EngineContext): Promise<AccessEngine> {
  const { scenario } = context;
  const enforcer = await filled(context, (casbin) => casbin.newEnforcer(casbin.newModelFromString(model)));
  return {
    ask: ({ user, permission, school }) =>
      enforcer.enforceSync(personAt(context, user, school), named(scenario.permissions, permission)),
  };
}

/** So many, because it takes casbin some milliseconds to answer one for the first time. */
const cachedQuestions = 500;

/** casbin with its own cache of answers, which knows those to the questions that it is asked. */
export async function casbinCached(context: EngineContext): Promise<AccessEngine> {
  const { scenario } = context;
  const enforcer = await filled(context, (casbin) => casbin.newCachedEnforcer(casbin.newModelFromString(model)));
  const people = scenario.users.map((_, user) => scenario.schools.map((_, school) => personAt(context, user, school)));
  const ask: AccessEngine["ask"] = ({ user, permission, school }) =>
    enforcer.enforce(named(named(people, user), school), named(scenario.permissions, permission));
  for (const query of scenario.queries.slice(0, cachedQuestions)) await ask(query);
  return { ask, questions: cachedQuestions };
}

async function filled(
  { scenario, peer }: EngineContext,
  open: (casbin: Casbin) => Promise<Enforcer>,
): Promise<Enforcer> {
  const enforcer = await open(peer("casbin") as Casbin);
  const { roles, users, permissions, schools } = scenario;
  await enforcer.addPolicies([
    ...roles.flatMap(({ code, allows, denies }) => [
      ...allows.map((permission) => [code, named(permissions, permission), "allow"]),
      ...denies.map((permission) => [code, named(permissions, permission), "deny"]),
    ]),
    ...users.flatMap(({ id, denies }) =>
      denies.map(({ permission, school }) => [
        `${id}@${named(schools, school)}`,
        named(permissions, permission),
        "deny",
      ]),
    ),
  ]);
  await enforcer.addGroupingPolicies([
    ...roles.flatMap(({ code, parents }) => parents.map((parent) => [code, named(roles, parent).code])),
    ...users.flatMap(({ id, assignments }) =>
      assignments.map(({ role, school }) => [`${id}@${named(schools, school)}`, named(roles, role).code]),
    ),
  ]);
  return enforcer;
}

/** A person in a school is somebody else than in another one: so anchors need no matcher, and cost casbin nothing. */
function personAt({ scenario }: EngineContext, user: number, school: number): string {
  return `${named(scenario.users, user).id}@${named(scenario.schools, school)}`;
}
