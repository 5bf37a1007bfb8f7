import { type EntityJson, preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { type Enforcer, newEnforcer, newModelFromString } from "casbin";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import {
  type PeerQuery,
  type PeerState,
  peerCodes,
  peerQueries,
  peerStates,
  rawFactsOf,
  subjectIn,
} from "../test/peer-states.ts";
import { propertyTimeout, runs } from "../test/run-counts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";

vi.setConfig({ testTimeout: propertyTimeout });

/** Random states, each asked everything that can be asked of it. */
const states = runs(1000);

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
m = g(r.sub, p.sub) && keyMatch(r.act, p.act)
`;

function decideAllows(state: PeerState): (query: PeerQuery) => boolean {
  const facts = compileFacts(rawFactsOf(state), 0);
  return ({ code, school }) =>
    decide(facts, { code, target: { ownerId: null, departmentIds: [], schoolIds: [school] } }, 0).allowed;
}

async function casbinOf({ roles, assignments, denies }: PeerState): Promise<Enforcer> {
  const enforcer = await newEnforcer(newModelFromString(model));
  await enforcer.addPolicies([
    ...roles.flatMap(({ name, allows, denies: denied }) => [
      ...allows.map((pattern) => [name, pattern, "allow"]),
      ...denied.map((pattern) => [name, pattern, "deny"]),
    ]),
    ...denies.map(({ pattern, school }) => [subjectIn(school), pattern, "deny"]),
  ]);
  // casbin refuses the whole of a list in which a rule stands twice.
  const held = new Set(assignments.map(({ role, school }) => `${subjectIn(school)} role-${role}`));
  await enforcer.addGroupingPolicies([
    ...roles.flatMap(({ name, parents }) => parents.map((parent) => [name, `role-${parent}`])),
    ...[...held].map((pair) => pair.split(" ")),
  ]);
  return enforcer;
}

const uid = (type: string, id: string) => ({ type, id });

function cedarAllows({ roles, assignments, denies }: PeerState): (query: PeerQuery) => boolean {
  const policies: Record<string, string> = {};
  const add = (effect: "permit" | "forbid", who: string, pattern: string) => {
    policies[`${Object.keys(policies).length}`] = `${effect}(${who}, action in Action::"${pattern}", resource);`;
  };
  for (const { name, allows, denies: denied } of roles) {
    for (const pattern of allows) add("permit", `principal in Role::"${name}"`, pattern);
    for (const pattern of denied) add("forbid", `principal in Role::"${name}"`, pattern);
  }
  for (const { pattern, school } of denies) add("forbid", `principal == User::"${subjectIn(school)}"`, pattern);
  expect(preparsePolicySet("random", { staticPolicies: policies })).toMatchObject({ type: "success" });
  const entities: EntityJson[] = [
    ...peerCodes.map((code) => ({
      uid: uid("Action", code),
      attrs: {},
      parents: [uid("Action", `${code.split(":")[0]}:*`)],
    })),
    ...roles.map(({ name, parents }) => ({
      uid: uid("Role", name),
      attrs: {},
      parents: parents.map((parent) => uid("Role", `role-${parent}`)),
    })),
  ];
  return ({ code, school }) => {
    const principal = uid("User", subjectIn(school));
    const held = [...new Set(assignments.filter((one) => one.school === school).map(({ role }) => role))];
    const answer = statefulIsAuthorized({
      principal,
      action: uid("Action", code),
      resource: uid("Thing", "any"),
      context: {},
      preparsedPolicySetId: "random",
      entities: [...entities, { uid: principal, attrs: {}, parents: held.map((role) => uid("Role", `role-${role}`)) }],
    });
    if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
    expect(answer.response.diagnostics.errors).toEqual([]);
    return answer.response.decision === "allow";
  };
}

/** A state of which nothing, or everything, is allowed would prove nothing. */
function expectBoth(seen: { readonly allowed: number; readonly denied: number }): void {
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(states.numRuns);
}

test("decide and casbin agree on random states", async () => {
  const seen = { allowed: 0, denied: 0 };
  await fc.assert(
    fc.asyncProperty(peerStates, async (state) => {
      const allows = decideAllows(state);
      const enforcer = await casbinOf(state);
      for (const query of peerQueries) {
        const ours = allows(query);
        seen[ours ? "allowed" : "denied"] += 1;
        expect({ query, allowed: await enforcer.enforce(subjectIn(query.school), query.code) }).toEqual({
          query,
          allowed: ours,
        });
      }
    }),
    states,
  );
  expectBoth(seen);
});

test("decide and Cedar agree on random states", () => {
  const seen = { allowed: 0, denied: 0 };
  fc.assert(
    fc.property(peerStates, (state) => {
      const [allows, theirs] = [decideAllows(state), cedarAllows(state)];
      for (const query of peerQueries) {
        const ours = allows(query);
        seen[ours ? "allowed" : "denied"] += 1;
        expect({ query, allowed: theirs(query) }).toEqual({ query, allowed: ours });
      }
    }),
    states,
  );
  expectBoth(seen);
});
