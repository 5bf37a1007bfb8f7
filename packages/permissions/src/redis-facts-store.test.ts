import { silentLogger } from "@gloria/core";
import { beforeEach, expect, test } from "vitest";
import type { FactsKey } from "./facts-store.ts";
import type { LoadedFacts } from "./load-facts.ts";
import type { RawFacts } from "./raw-facts.ts";
import { RedisFactsStore } from "./redis-facts-store.ts";

const key: FactsKey = { tenantId: "t", userId: "u", epoch: 7, course: "1.2" };
const raw: RawFacts = {
  tenantId: "t",
  userId: "u",
  tenantActive: true,
  userActive: true,
  homeSchoolId: null,
  platform: false,
  disabledModules: [],
  additions: [],
  grants: [],
  roleAssignments: [],
  roleEdges: [],
  positions: [],
  departments: [],
  guardrails: [],
  delegations: [],
};
const loaded: LoadedFacts = { epoch: 7, raw, delegators: [] };

let now: number;
let works: boolean;
let asked: number;
let values: Map<string, string>;
let store: RedisFactsStore;

beforeEach(() => {
  now = 1_000_000;
  works = true;
  asked = 0;
  values = new Map();
  const answer = async <Value>(value: () => Value) => {
    asked += 1;
    if (!works) throw new Error("no connection");
    return value();
  };
  store = new RedisFactsStore({
    redis: {
      get: (name) => answer(() => values.get(name) ?? null),
      set: (name, value) => answer(() => values.set(name, value)),
      disconnect: () => {},
    },
    clock: { now: () => new Date(now) },
    logger: silentLogger,
  });
});

test("gives back what was put in, under that key alone", async () => {
  expect(await store.read(key)).toBeNull();
  store.write(key, loaded);
  expect(await store.read(key)).toEqual(loaded);
  const others: FactsKey[] = [
    { ...key, tenantId: "other" },
    { ...key, userId: "other" },
    { ...key, epoch: 8 },
    { ...key, course: "1.3" },
  ];
  for (const other of others) expect(await store.read(other)).toBeNull();
  expect([...values.keys()]).toEqual([expect.stringMatching(/^perm:t:7:u:1\.2:[0-9a-f]{12}$/)]);
  expect(store.counters).toEqual({ hits: 1, misses: 5, errors: 0, skipped: 0 });
});

test("takes nothing for facts that is not what it wrote there", async () => {
  store.write(key, loaded);
  store.write({ ...key, epoch: 8 }, { ...loaded, epoch: 8 });
  const [name = "", other = ""] = values.keys();
  const [value = "", ofOther = ""] = values.values();
  for (const wrong of ["", " ", "{}", "null", value.slice(0, -1), `${value} `, value.slice(33), ofOther]) {
    values.set(name, wrong);
    expect(await store.read(key), wrong).toBeNull();
  }
  values.set(name, value);
  expect(await store.read(key)).toEqual(loaded);
  expect(values.get(other)).toBe(ofOther);
});

test("is left alone for seconds after failures in a row, then one request tries", async () => {
  works = false;
  for (let n = 0; n < 3; n++) expect(await store.read(key)).toBeNull();
  expect(asked).toBe(3);
  for (let n = 0; n < 10; n++) expect(await store.read(key)).toBeNull();
  store.write(key, loaded);
  expect(asked).toBe(3);
  expect(store.counters).toEqual({ hits: 0, misses: 0, errors: 3, skipped: 11 });
  now += 5_000;
  await Promise.all([store.read(key), store.read(key), store.read(key)]);
  expect(asked).toBe(4);
  works = true;
  now += 4_999;
  expect(await store.read(key)).toBeNull();
  expect(asked).toBe(4);
  now += 1;
  expect(await store.read(key)).toBeNull();
  store.write(key, loaded);
  expect(await store.read(key)).toEqual(loaded);
  expect(asked).toBe(7);
});

test("a failure now and then is no reason to pause", async () => {
  for (let n = 0; n < 6; n++) {
    works = n % 3 === 2;
    await store.read(key);
  }
  expect([asked, store.counters.skipped]).toEqual([6, 0]);
});
