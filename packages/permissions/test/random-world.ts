import fc from "fast-check";
import { FactsPool } from "../src/facts-pool.ts";
import {
  type CompiledFacts,
  compileFacts,
  type Query,
  type RawDelegation,
  type RawFacts,
  type RawGrant,
} from "../src/index.ts";
import { me, patterns, people, personalFacts, queries, sharedFacts, windows } from "./random-facts.ts";

/** One user, and everybody who may delegate to them; all read at one epoch. */
export interface World {
  readonly raw: RawFacts;
  readonly delegators: readonly RawFacts[];
}

/** The way a cache does it: delegators by themselves, then the user, with the parts that they share. */
export function compileWorld({ raw, delegators }: World, at: number): CompiledFacts {
  const pool = new FactsPool();
  return compileFacts(raw, at, pool, compileDelegators(delegators, at, pool));
}

/** {@link compileWorld} of people who share nothing, also where one table says this of one and that of another. */
export function compileApart({ raw, delegators }: World, at: number): CompiledFacts {
  return compileFacts(raw, at, undefined, compileDelegators(delegators, at));
}

/** @param pool for parts that they share; without one each has all to themselves. */
export function compileDelegators(
  delegators: readonly RawFacts[],
  at: number,
  pool?: FactsPool,
): ReadonlyMap<string, CompiledFacts> {
  return new Map(delegators.map((each) => [each.userId, compileFacts(each, at, pool)]));
}

const codes = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("user:read", "user:*", "*:*") },
    { weight: 1, arbitrary: fc.constantFrom(...patterns) },
  ),
  { minLength: 1, maxLength: 2 },
);

/** A line of delegations that ends at the user; some are one link too long. */
const line = fc.tuple(
  fc.shuffledSubarray([...people], { minLength: 1 }),
  fc.array(fc.tuple(codes, windows), { minLength: people.length, maxLength: people.length }),
  fc.boolean(),
);

/** Any link at all: to anybody, from anybody, in circles, with a parent that is none. */
const stray = fc.record({
  delegatorId: fc.constantFrom(me, ...people),
  delegateId: fc.constantFrom(me, me, ...people),
  codes,
  window: windows,
  parentId: fc.option(fc.constantFrom("line-0-0", "line-0-1", "stray-0", "stray-1", "nowhere")),
});

const delegations = fc
  .tuple(fc.array(line, { maxLength: 2 }), fc.array(stray, { maxLength: 2 }))
  .map(([lines, strays]): RawDelegation[] => [
    ...lines.flatMap(([chain, links, isLinked], number) =>
      chain.map((delegatorId, link): RawDelegation => {
        const [handedOn, window] = links[link] ?? [["user:read"], { from: null, until: null }];
        const isLast = link === chain.length - 1;
        return {
          id: `line-${number}-${link}`,
          delegatorId,
          delegateId: chain[link - 1] ?? me,
          codes: handedOn,
          parentId: isLast || !isLinked ? null : `line-${number}-${link + 1}`,
          ...window,
        };
      }),
    ),
    ...strays.map(({ window, ...rest }, index) => ({ id: `stray-${index}`, ...rest, ...window })),
  ]);

export const worlds: fc.Arbitrary<World> = fc
  .record({
    shared: sharedFacts,
    own: personalFacts,
    others: fc.tuple(...people.map(() => personalFacts)),
    known: fc.oneof(
      { weight: 6, arbitrary: fc.constant([...people]) },
      { weight: 1, arbitrary: fc.subarray([...people]) },
    ),
    rows: delegations,
  })
  .map(({ shared, own, others, known, rows }) => ({
    raw: { ...shared, ...own, userId: me, delegations: rows },
    delegators: others.flatMap((personal, index) => {
      const userId = people[index];
      return userId === undefined || !known.includes(userId)
        ? []
        : [{ ...shared, ...personal, userId, delegations: [] }];
    }),
  }));

/** Also questions about a delegator's things. */
export const worldQueries: fc.Arbitrary<Query> = fc
  .tuple(queries, fc.constantFrom(null, ...people))
  .map(([query, owner]) => {
    if (owner === null) return query;
    const { code, request } = query;
    if (query.target !== undefined) return { code, request, target: { ...query.target, ownerId: owner } };
    return query.region?.scope === "OWN" ? { code, request, region: { scope: "OWN", ownerId: owner } } : query;
  });

/** The same change to everybody, as a change of a shared table is. */
export function changed({ raw, delegators }: World, change: (raw: RawFacts) => RawFacts): World {
  return { raw: change(raw), delegators: delegators.map(change) };
}

/** Nobody is inactive or forbidden anything: what decides are the layers. */
export const openWorlds: fc.Arbitrary<World> = worlds.map((world) =>
  changed(world, (raw) => ({ ...raw, tenantActive: true, userActive: true, disabledModules: [], guardrails: [] })),
);

const everything: Omit<RawGrant, "id" | "subjectId"> = {
  subjectKind: "user",
  code: "*:*",
  effect: "ALLOW",
  scope: "SCHOOL",
  anchor: { schoolId: "school-a", departmentId: null },
  resource: null,
  condition: null,
  from: null,
  until: null,
};

/** With no right of one's own, so that much comes by delegation. */
export const delegatingWorlds: fc.Arbitrary<World> = openWorlds.map((world) =>
  changed(world, (raw) => ({
    ...raw,
    grants: [
      ...raw.grants.filter(({ subjectKind, subjectId }) => subjectKind !== "user" || subjectId !== me),
      ...people.map((subjectId): RawGrant => ({ ...everything, id: `held-${subjectId}`, subjectId })),
    ],
  })),
);
