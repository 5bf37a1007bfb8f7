import type { AccessEngine, EngineContext } from "../access-engine.ts";
import { named } from "../access-engine.ts";
import { closure } from "../expected-answers.ts";

interface CaslRule {
  readonly action: string;
  readonly subject: string;
  readonly conditions: { readonly schoolId: string };
  readonly inverted?: boolean;
}

interface Ability {
  can(action: string, thing: unknown): boolean;
}

/** What is used of @casl/ability 7. */
interface Casl {
  createMongoAbility(rules: readonly CaslRule[]): Ability;
  subject(type: string, thing: object): unknown;
}

/** An ability of each user, built beforehand. */
export function caslWarm({ scenario, peer }: EngineContext): AccessEngine {
  const casl = peer("@casl/ability") as Casl;
  const rulesFor = rulesOf(scenario);
  const abilities = scenario.users.map((_, n) => casl.createMongoAbility(rulesFor(n)));
  return { keptUsers: abilities.length, ask: asking(scenario, casl, (user) => named(abilities, user)) };
}

/** An ability built for one question, as it is in a request that comes alone. */
export function caslPerRequest({ scenario, peer }: EngineContext): AccessEngine {
  const casl = peer("@casl/ability") as Casl;
  const rulesFor = rulesOf(scenario);
  const rules = scenario.users.map((_, n) => rulesFor(n));
  return { ask: asking(scenario, casl, (user) => casl.createMongoAbility(named(rules, user))) };
}

function asking(
  { permissions, schools }: EngineContext["scenario"],
  casl: Casl,
  abilityOf: (user: number) => Ability,
): AccessEngine["ask"] {
  const codes = permissions.map(apart);
  return ({ user, permission, school }) => {
    const { action, subject } = named(codes, permission);
    return abilityOf(user).can(action, casl.subject(subject, { schoolId: named(schools, school) }));
  };
}

/** The last rule wins, so what is denied comes last. What several roles allow in a school stands there once. */
function rulesOf({ users, roles, permissions, schools }: EngineContext["scenario"]): (user: number) => CaslRule[] {
  const codes = permissions.map(apart);
  const reach = roles.map((_, role) => closure(roles, role));
  const rule = (permission: number, school: number, inverted: boolean): CaslRule => ({
    ...named(codes, permission),
    conditions: { schoolId: named(schools, school) },
    inverted,
  });
  return (user) => {
    const { assignments, denies } = named(users, user);
    const places = [...new Set(assignments.map(({ school }) => school))];
    const ruled = (kind: "allows" | "denies") =>
      places.flatMap((school) => {
        const held = assignments.filter((one) => one.school === school).flatMap(({ role }) => named(reach, role));
        const permitted = new Set([...new Set(held)].flatMap((role) => named(roles, role)[kind]));
        return [...permitted].map((permission) => rule(permission, school, kind === "denies"));
      });
    return [
      ...ruled("allows"),
      ...ruled("denies"),
      ...denies.map(({ permission, school }) => rule(permission, school, true)),
    ];
  };
}

function apart(code: string): { action: string; subject: string } {
  const [subject = "", action = ""] = code.split(":");
  return { subject, action };
}
