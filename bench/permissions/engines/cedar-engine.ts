import type { AccessEngine, EngineContext } from "../access-engine.ts";
import { named } from "../access-engine.ts";
import { closure } from "../expected-answers.ts";

interface EntityUid {
  readonly type: string;
  readonly id: string;
}

interface Entity {
  readonly uid: EntityUid;
  readonly attrs: Readonly<Record<string, never>>;
  readonly parents: readonly EntityUid[];
}

/** What is used of @cedar-policy/cedar-wasm 4. */
interface Cedar {
  preparsePolicySet(id: string, policies: { readonly staticPolicies: Readonly<Record<string, string>> }): unknown;
  statefulIsAuthorized(call: object): {
    readonly type: "success" | "failure";
    readonly response?: { readonly decision: "allow" | "deny"; readonly diagnostics: { readonly errors: unknown[] } };
    readonly errors?: unknown;
  };
}

const policySetId = "bench";

/** One policy a role, one for each deny, parsed beforehand; with each question the roles of the person in that school. */
export function cedarPreparsed({ scenario, peer }: EngineContext): AccessEngine {
  const cedar = peer("@cedar-policy/cedar-wasm/nodejs") as Cedar;
  const parsed = cedar.preparsePolicySet(policySetId, { staticPolicies: policiesOf(scenario) });
  if (typeof parsed !== "object" || parsed === null || !("type" in parsed) || parsed.type !== "success") {
    throw new Error(`Cedar refused the policies: ${JSON.stringify(parsed).slice(0, 500)}`);
  }
  const roles = scenario.roles.map(
    ({ code, parents }): Entity => ({
      uid: { type: "Role", id: code },
      attrs: {},
      parents: parents.map((parent) => ({ type: "Role", id: named(scenario.roles, parent).code })),
    }),
  );
  const reach = scenario.roles.map((_, role) => closure(scenario.roles, role));
  return {
    ask({ user, permission, school }) {
      const person = named(scenario.users, user);
      const principal = { type: "User", id: `${person.id}@${named(scenario.schools, school)}` };
      const held = person.assignments.filter((one) => one.school === school).map(({ role }) => role);
      const reached = [...new Set(held.flatMap((role) => named(reach, role)))];
      const entities: Entity[] = [
        { uid: principal, attrs: {}, parents: held.map((role) => named(roles, role).uid) },
        ...reached.map((role) => named(roles, role)),
      ];
      const answer = cedar.statefulIsAuthorized({
        principal,
        action: { type: "Action", id: named(scenario.permissions, permission) },
        resource: { type: "Thing", id: "any" },
        context: {},
        preparsedPolicySetId: policySetId,
        entities,
      });
      if (answer.response === undefined || answer.response.diagnostics.errors.length > 0) {
        throw new Error(`Cedar failed: ${JSON.stringify(answer).slice(0, 500)}`);
      }
      return answer.response.decision === "allow";
    },
  };
}

function policiesOf({ roles, users, permissions, schools }: EngineContext["scenario"]): Record<string, string> {
  const action = (permission: number) => `Action::"${named(permissions, permission)}"`;
  const policies: Record<string, string> = {};
  for (const { code, allows, denies } of roles) {
    const some = allows.map(action).join(", ");
    policies[code] = `permit(principal in Role::"${code}", action in [${some}], resource);`;
    for (const permission of denies) {
      policies[`${code} ${permission}`] =
        `forbid(principal in Role::"${code}", action == ${action(permission)}, resource);`;
    }
  }
  for (const { id, denies } of users) {
    for (const { permission, school } of denies) {
      const who = `User::"${id}@${named(schools, school)}"`;
      policies[`${id} ${permission}`] = `forbid(principal == ${who}, action == ${action(permission)}, resource);`;
    }
  }
  return policies;
}
