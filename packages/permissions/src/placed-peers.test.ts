import { type EntityJson, preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { type Enforcer, newEnforcer, newModelFromString } from "casbin";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import {
  codeOfRole,
  type PlacedState,
  placedCodes,
  placedDepartments,
  placedStates,
  rawFactsOfPlaced,
  reachOf,
  things,
} from "../test/placed-states.ts";
import { me } from "../test/random-facts.ts";
import { propertyTimeout, runs } from "../test/run-counts.ts";
import { compileFacts } from "./compile-facts.ts";
import { decide } from "./decide.ts";
import type { RawAnchor, RawGrant, RawWindow } from "./raw-facts.ts";
import type { Target } from "./target.ts";

vi.setConfig({ testTimeout: propertyTimeout });

interface Asked {
  readonly code: string;
  readonly target: (typeof things)[number];
  readonly at: number;
  readonly channel: "web" | "job";
}

const asked: fc.Arbitrary<Asked[]> = fc.array(
  fc.record({
    code: fc.constantFrom(...placedCodes),
    target: fc.constantFrom(...things),
    at: fc.constantFrom(2, 4, 5, 9),
    channel: fc.constantFrom("web" as const, "job" as const),
  }),
  { minLength: 3, maxLength: 3 },
);

function decideAllows(state: PlacedState): (question: Asked) => boolean {
  const facts = compileFacts(rawFactsOfPlaced(state), 0);
  return ({ code, target, at, channel }) => decide(facts, { code, target, request: { ip: null, channel } }, at).allowed;
}

/** The subjects that a rule may be of, where the user holds them: the place is the holding's, or the rule's own. */
function placesOf({ holdings }: PlacedState, rule: RawGrant): { name: string; anchor: RawAnchor }[] {
  if (rule.subjectKind === "user") return [{ name: `user ${me}`, anchor: rule.anchor }];
  const anchors = new Map(holdings.map(({ anchor }) => [JSON.stringify(anchor), anchor]));
  return [...anchors].map(([key, anchor]) => ({ name: `${rule.subjectKind} ${rule.subjectId} ${key}`, anchor }));
}

/** Who belongs to whom: the user to what they hold at each place, a role to those it takes over, a department to those above. */
function membershipsOf({ holdings, edges }: PlacedState): (readonly [string, string])[] {
  return holdings.flatMap(({ kind, subject, anchor }): (readonly [string, string])[] => {
    const at = JSON.stringify(anchor);
    const held = [`user ${me}`, `${kind} ${subject} ${at}`] as const;
    if (kind === "role") {
      return [held, ...edges.map(([child, parent]) => [`role ${child} ${at}`, `role ${parent} ${at}`] as const)];
    }
    const above = placedDepartments.flatMap(({ id, parentId }) =>
      parentId === null ? [] : [[`department ${id} ${at}`, `department ${parentId} ${at}`] as const],
    );
    const seat =
      anchor.departmentId === null ? [] : [[`user ${me}`, `department ${anchor.departmentId} ${at}`] as const];
    return [held, ...seat, ...above];
  });
}

const uid = (type: string, id: string) => ({ type, id });
const quoted = (text: string) => JSON.stringify(text);

/** What each condition is in Cedar's words, where the owner may be missing: then it is an error, which never allows. */
const inCedar: Readonly<Record<string, (allow: boolean) => string>> = {
  "target.ownerId != actor.id": (allow) =>
    allow
      ? "resource has owner && resource.owner != principal"
      : "!(resource has owner) || resource.owner != principal",
  'target.ownerId == actor.id || "school-a" in target.schoolIds': (allow) =>
    `resource in Place::"school-a" || ${allow ? "resource has owner && resource.owner == principal" : "!(resource has owner) || resource.owner == principal"}`,
  '"kepala" in actor.roles': () => 'principal.codes.contains("kepala")',
  'request.channel == "web"': () => 'context.channel == "web"',
};

function cedarAllows(state: PlacedState): (question: Asked) => boolean {
  const policies: Record<string, string> = {};
  const add = (allow: boolean, who: string, code: string, thing: string | null, conditions: readonly string[]) => {
    const resource = thing === null ? "resource" : `resource == Thing::${quoted(thing)}`;
    const when = conditions.map((condition) => ` when { ${condition} }`).join("");
    policies[`${Object.keys(policies).length}`] =
      `${allow ? "permit" : "forbid"}(${who}, action in Action::${quoted(code)}, ${resource})${when};`;
  };
  const timely = ({ from, until }: RawWindow) => [
    ...(from === null ? [] : [`context.now >= ${from}`]),
    ...(until === null ? [] : [`context.now < ${until}`]),
  ];
  const meeting = (condition: string | null, allow: boolean) =>
    condition === null ? [] : [inCedar[condition]?.(allow) ?? raise(condition)];
  for (const rule of state.rules) {
    const allow = rule.effect === "ALLOW";
    for (const { name, anchor } of placesOf(state, rule)) {
      const reach = reachOf(rule, anchor);
      const places = [...(reach?.departments ?? []), ...(reach?.schools ?? [])];
      const region = [
        "(resource has owner && resource.owner == principal)",
        ...places.map((place) => `resource in Place::${quoted(place)}`),
      ].join(" || ");
      add(allow, `principal in Group::${quoted(name)}`, rule.code, rule.resource?.id ?? null, [
        ...(reach === null ? [] : [region]),
        ...timely(rule),
        ...meeting(rule.condition, allow),
      ]);
    }
  }
  for (const rule of state.guardrails) {
    add(false, "principal", rule.code, rule.resource?.id ?? null, [...timely(rule), ...meeting(rule.condition, false)]);
  }
  expect(preparsePolicySet("placed", { staticPolicies: policies })).toMatchObject({ type: "success" });
  const memberships = membershipsOf(state);
  const groups = new Set([`user ${me}`, ...memberships.flat()]);
  const codes = state.holdings.flatMap(({ kind, subject }) => (kind === "role" ? [codeOfRole(subject)] : []));
  const entities: EntityJson[] = [
    ...placedCodes.map((code) => ({
      uid: uid("Action", code),
      attrs: {},
      parents: [uid("Action", `${code.split(":")[0]}:*`)],
    })),
    ...placedDepartments.map(({ id, parentId }) => ({
      uid: uid("Place", id),
      attrs: {},
      parents: parentId === null ? [] : [uid("Place", parentId)],
    })),
    ...[...groups].map((name) => ({
      uid: uid("Group", name),
      attrs: {},
      parents: memberships.filter(([member]) => member === name).map(([, group]) => uid("Group", group)),
    })),
    { uid: uid("User", me), attrs: { codes }, parents: [uid("Group", `user ${me}`)] },
    ...things.map(({ resource, ownerId, departmentIds = [], schoolIds = [] }) => ({
      uid: uid("Thing", resource.id),
      attrs: typeof ownerId === "string" ? { owner: { __entity: uid("User", ownerId) } } : {},
      parents: [...departmentIds, ...schoolIds].map((place) => uid("Place", place)),
    })),
  ];
  return ({ code, target, at, channel }) => {
    const answer = statefulIsAuthorized({
      principal: uid("User", me),
      action: uid("Action", code),
      resource: uid("Thing", target.resource.id),
      context: { now: at, channel },
      preparsedPolicySetId: "placed",
      entities,
    });
    if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
    expect(answer.response.diagnostics.errors).toEqual([]);
    return answer.response.decision === "allow";
  };
}

/** People in groups, and things in places, both as roles; windows are compared. */
const model = `
[request_definition]
r = sub, act, thing, now

[policy_definition]
p = sub, act, place, thing, from, until, eft

[role_definition]
g = _, _
g2 = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = g(r.sub, p.sub) && keyMatch(r.act, p.act) && g2(r.thing, p.place) && (p.thing == "*" || p.thing == r.thing) && r.now >= p.from && r.now < p.until
`;

async function casbinOf(state: PlacedState): Promise<Enforcer> {
  const enforcer = await newEnforcer(newModelFromString(model));
  const always = ({ from, until }: RawWindow) => [`${from ?? -1}`, `${until ?? 1000}`];
  const policies = [
    ...state.rules.flatMap((rule) =>
      placesOf(state, rule).flatMap(({ name, anchor }) => {
        const reach = reachOf(rule, anchor);
        const places = reach === null ? ["everywhere"] : [`of ${me}`, ...reach.departments, ...reach.schools];
        return places.map((place) => [
          name,
          rule.code,
          place,
          rule.resource?.id ?? "*",
          ...always(rule),
          rule.effect.toLowerCase(),
        ]);
      }),
    ),
    ...state.guardrails.map((rule) => [
      `user ${me}`,
      rule.code,
      "everywhere",
      rule.resource?.id ?? "*",
      ...always(rule),
      "deny",
    ]),
  ];
  await enforcer.addPolicies(distinct(policies));
  await enforcer.addGroupingPolicies(distinct(membershipsOf(state)));
  await enforcer.addNamedGroupingPolicies(
    "g2",
    distinct([
      ...placedDepartments.flatMap(({ id, parentId }) => (parentId === null ? [] : [[id, parentId]])),
      ...things.flatMap(({ resource, ...target }) => placesAround(target).map((place) => [resource.id, place])),
    ]),
  );
  return enforcer;
}

function placesAround({ ownerId, departmentIds = [], schoolIds = [] }: Target): string[] {
  return ["everywhere", ...(typeof ownerId === "string" ? [`of ${ownerId}`] : []), ...departmentIds, ...schoolIds];
}

/** casbin refuses the whole of a list in which a rule stands twice. */
function distinct(rows: readonly (readonly string[])[]): string[][] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), [...row]])).values()];
}

function raise(condition: string): never {
  throw new Error(`Cedar has no words for ${condition}`);
}

test("decide and Cedar agree on scopes, places, single things, guardrails, windows and conditions", () => {
  const seen = { allowed: 0, denied: 0 };
  fc.assert(
    fc.property(placedStates, asked, (state, questions) => {
      const [allows, theirs] = [decideAllows(state), cedarAllows(state)];
      for (const question of questions) {
        const ours = allows(question);
        seen[ours ? "allowed" : "denied"] += 1;
        expect({ question, allowed: theirs(question) }).toEqual({ question, allowed: ours });
      }
    }),
    runs(1000),
  );
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(runs(1000).numRuns / 2);
});

test("decide and casbin agree on the same without conditions", async () => {
  const seen = { allowed: 0, denied: 0 };
  const plainStates = placedStates.map(({ rules, guardrails, ...rest }) => ({
    ...rest,
    rules: rules.map((rule) => ({ ...rule, condition: null })),
    guardrails: guardrails.map((rule) => ({ ...rule, condition: null })),
  }));
  await fc.assert(
    fc.asyncProperty(plainStates, asked, async (state, questions) => {
      const allows = decideAllows(state);
      const enforcer = await casbinOf(state);
      for (const question of questions) {
        const { code, target, at } = question;
        const ours = allows(question);
        seen[ours ? "allowed" : "denied"] += 1;
        expect({ question, allowed: await enforcer.enforce(`user ${me}`, code, target.resource.id, at) }).toEqual({
          question,
          allowed: ours,
        });
      }
    }),
    runs(1000),
  );
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(runs(1000).numRuns / 2);
});
