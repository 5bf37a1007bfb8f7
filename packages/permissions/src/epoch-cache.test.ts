import { expect, test } from "vitest";
import { decide } from "./decide.ts";
import { EpochCache } from "./epoch-cache.ts";
import type { LoadedFacts } from "./load-facts.ts";
import type { RawFacts } from "./raw-facts.ts";

function loaded(userId: string, epoch: number, granted: boolean, until: number | null = null): LoadedFacts {
  const raw: RawFacts = {
    tenantId: "tenant",
    userId,
    tenantActive: true,
    userActive: true,
    homeSchoolId: null,
    platform: false,
    disabledModules: [],
    additions: [],
    grants: granted
      ? [
          {
            id: "grant",
            subjectKind: "role",
            subjectId: "role",
            code: "user:read",
            effect: "ALLOW",
            scope: "ALL",
            anchor: { schoolId: null, departmentId: null },
            resource: null,
            condition: null,
            from: null,
            until,
          },
        ]
      : [],
    roleAssignments: [
      {
        id: "assigned",
        roleId: "role",
        code: "code",
        anchor: { schoolId: null, departmentId: null },
        from: null,
        until: null,
      },
    ],
    roleEdges: [],
    positions: [],
    departments: [],
    guardrails: [],
    delegations: [],
  };
  return { epoch, raw, delegators: [] };
}

const maxBytes = 1_000_000;

function deferred() {
  let settle: { resolve(value: LoadedFacts): void; reject(error: Error): void } | undefined;
  const promise = new Promise<LoadedFacts>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    promise,
    resolve: (value: LoadedFacts) => settle?.resolve(value),
    reject: (error: Error) => settle?.reject(error),
  };
}

async function allowed(cache: EpochCache, user: string, epoch: number, now: number, load: () => Promise<LoadedFacts>) {
  const { facts } = await cache.get("tenant", user, epoch, now, load);
  return decide(facts, { code: "user:read", target: {} }, now).allowed;
}

const unexpected = () => Promise.reject(new Error("the cache should have answered"));

test("an entry answers its own epoch and no other", async () => {
  const cache = new EpochCache({ maxBytes });
  expect(await allowed(cache, "u", 1, 0, async () => loaded("u", 1, true))).toBe(true);
  expect(await allowed(cache, "u", 1, 5, unexpected)).toBe(true);
  expect(await allowed(cache, "u", 2, 6, async () => loaded("u", 2, false))).toBe(false);
  // A slower transaction that still sees epoch 1 reads for itself and does not push the newer entry out.
  expect(await allowed(cache, "u", 1, 6, async () => loaded("u", 1, true))).toBe(true);
  expect(await allowed(cache, "u", 2, 7, unexpected)).toBe(false);
  expect(cache.counters).toMatchObject({ hits: 2, misses: 3, joins: 0, entries: 1 });
});

test("a window's end is exact without any write", async () => {
  const cache = new EpochCache({ maxBytes });
  const load = async () => loaded("u", 1, true, 1000);
  expect(await allowed(cache, "u", 1, 0, load)).toBe(true);
  expect(await allowed(cache, "u", 1, 999, unexpected)).toBe(true);
  expect(await allowed(cache, "u", 1, 1000, load)).toBe(false);
  expect(cache.counters.misses).toBe(2);
});

test("facts of an epoch that the request did not see are not kept: it may be its own, uncommitted one", async () => {
  const cache = new EpochCache({ maxBytes });
  expect(await allowed(cache, "u", 1, 0, async () => loaded("u", 2, true))).toBe(true);
  expect(cache.counters.entries).toBe(0);
  expect(await allowed(cache, "u", 2, 1, async () => loaded("u", 2, false))).toBe(false);
});

test("requests of one epoch share a load; of another they do not; a failed load is not shared", async () => {
  const cache = new EpochCache({ maxBytes });
  const first = deferred();
  const one = allowed(cache, "u", 1, 0, () => first.promise);
  const two = allowed(cache, "u", 1, 0, unexpected);
  const other = allowed(cache, "u", 2, 0, async () => loaded("u", 2, false));
  expect(await other).toBe(false);
  first.resolve(loaded("u", 1, true));
  expect(await Promise.all([one, two])).toEqual([true, true]);
  expect(cache.counters).toMatchObject({ joins: 1, misses: 2 });

  const failing = deferred();
  const broken = allowed(cache, "v", 1, 0, () => failing.promise);
  const patient = allowed(cache, "v", 1, 0, async () => loaded("v", 1, true));
  failing.reject(new Error("connection lost"));
  await expect(broken).rejects.toThrow("connection lost");
  expect(await patient).toBe(true);

  const own = deferred();
  const writer = allowed(cache, "w", 3, 0, () => own.promise);
  const bystander = allowed(cache, "w", 3, 0, async () => loaded("w", 3, false));
  own.resolve(loaded("w", 4, true));
  expect([await writer, await bystander]).toEqual([true, false]);
});

test("memory is bounded, shared parts are held once, and a new epoch frees the old one", async () => {
  const cache = new EpochCache({ maxBytes: 20_000 });
  for (let n = 0; n < 200; n++) await allowed(cache, `u${n}`, 1, 0, async () => loaded(`u${n}`, 1, true));
  const { entries, bytes } = cache.counters;
  expect(entries).toBeGreaterThan(5);
  expect(entries).toBeLessThan(200);
  expect(bytes).toBeLessThanOrEqual(20_000);
  await allowed(cache, "u199", 2, 0, async () => loaded("u199", 2, true));
  expect(cache.counters.entries).toBe(1);
});

test("a cache of no bytes keeps nothing and still answers", async () => {
  const cache = new EpochCache({ maxBytes: 0 });
  for (const _ of [1, 2]) {
    const { facts } = await cache.get("tenant", "anna", 1, 0, async () => loaded("anna", 1, true));
    expect(decide(facts, { code: "user:read" }, 0).allowed).toBe(true);
  }
  expect(cache.counters).toMatchObject({ hits: 0, misses: 2, entries: 0 });
});
