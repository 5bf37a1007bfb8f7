import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { migrateQueue } from "@gloria/jobs";
import { makeTenant, startRedis, type TestRedis, testDatabase } from "@gloria/testkit";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { apiEnvironment } from "./support/api-config.ts";
import { type ApiProcess, startApiProcess } from "./support/api-process.ts";
import type { RevocableRight } from "./support/revocable-right.ts";
import { type RaceTally, staleRace, sumOf } from "./support/stale-race.ts";
import { waysToRevoke } from "./support/ways-to-revoke.ts";

/** Seconds of a race; a full run takes its time. */
const seconds = process.env["GLORIA_TEST_FULL"] === "1" ? 60 : 10;
const metricsToken = "count-what-is-cached";
const database = testDatabase();
const home = mkdtempSync(join(tmpdir(), "gloria-stale-"));
const apis: ApiProcess[] = [];
let redis: TestRedis | null = null;

beforeAll(() => migrateQueue({ ownerUrl: database.urls.owner, queueRole: new URL(database.urls.queue).username }));
afterEach(async () => {
  await Promise.all(apis.splice(0).map((api) => (api.child.exitCode === null ? api.stop() : null)));
  await redis?.stop();
  redis = null;
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface RaceSetting {
  readonly env?: Record<string, string>;
  readonly preloaded?: string;
  readonly seconds: number;
  /** Runs beside the race. */
  readonly meanwhile?: () => Promise<void>;
  readonly mayEnd?: () => boolean;
  readonly isEnough?: (tally: RaceTally) => boolean;
  readonly ways?: (right: RevocableRight) => boolean;
}

/** Two processes, and one person for each way in which rights are lost. */
async function race({
  env = {},
  preloaded,
  ways = () => true,
  meanwhile = async () => {},
  ...more
}: RaceSetting): Promise<Map<string, RaceTally>> {
  const environment = { ...apiEnvironment(database, home), GLORIA_METRICS_TOKEN: metricsToken, ...env };
  apis.push(...(await Promise.all([1, 2].map(() => startApiProcess(environment, preloaded)))));
  const tenant = await makeTenant(database);
  const signIn = async (email: string) => {
    const answer = await call(0, "POST", "/auth/login", { body: { identifier: email } });
    return ((await answer.json()) as { token: string }).token;
  };
  const [admin] = await database.owner<{ email: string }[]>`
    select email from gloria.users where id = ${tenant.adminId}`;
  const adminToken = await signIn(admin?.email ?? "");
  let turn = 0;
  const all = await waysToRevoke(database, tenant, async (method, path, body) => {
    // The process that revokes must know no sooner than the other one.
    const answer = await call(turn++ % apis.length, method, path, { token: adminToken, ...(body && { body }) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  });
  expect(all.filter(({ byVerb }) => byVerb).length).toBeGreaterThan(all.length / 2);
  const rights = all.filter(ways);
  const tokens = new Map<string, string>();
  for (const { email } of rights) tokens.set(email, await signIn(email));
  const ask = async (process: number, { email, code }: RevocableRight) => {
    const target = { ownerId: null, departmentIds: [], schoolIds: [] };
    const token = tokens.get(email) ?? "";
    const answer = await call(process, "POST", "/permissions/check", { token, body: { code, target } });
    const body = (await answer.json()) as { allowed?: boolean };
    // Somebody who is suspended may not even ask.
    if (answer.status !== 200 && answer.status !== 403) throw new Error(`${answer.status}: ${JSON.stringify(body)}`);
    return answer.status === 200 && body.allowed === true;
  };
  const [tallies] = await Promise.all([staleRace({ rights, processes: apis.length, ask, ...more }), meanwhile()]);
  return tallies;
}

function call(
  process: number,
  method: string,
  path: string,
  { token, body }: { token?: string; body?: object },
): Promise<Response> {
  return fetch(`${apis[process]?.url}/api/v1${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

type RedisOutcomes = Record<"hit" | "miss" | "error" | "skipped", number>;

/** What each process has had from Redis so far. */
function redisOutcomes(): Promise<RedisOutcomes[]> {
  return Promise.all(
    apis.map(async ({ url }) => {
      const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
      const text = await answer.text();
      const count = (outcome: string) => {
        const found = new RegExp(`^gloria_permission_redis_total\\{outcome="${outcome}"\\} (\\d+)$`, "m").exec(text);
        if (found === null) throw new Error(`the metrics do not say ${outcome}:\n${text}`);
        return Number(found[1]);
      };
      return { hit: count("hit"), miss: count("miss"), error: count("error"), skipped: count("skipped") };
    }),
  );
}

/** Nothing was stale, and every way was tried, with answers of both kinds. */
function expectExact(tallies: Map<string, RaceTally>, title: string): void {
  const { checks, judged, grants, revokes, staleAllows, staleDenials } = sumOf(tallies.values());
  process.stdout.write(
    `${title}: ${checks} checks, ${judged} judged, ${grants} grants, ${revokes} revokes, ${staleAllows} stale allows, ${staleDenials} stale denials\n`,
  );
  for (const [name, tally] of tallies) {
    expect({ name, ...tally }).toMatchObject({ staleAllows: 0, staleDenials: 0 });
    expect(tally.revokes, name).toBeGreaterThan(0);
    expect(tally.judged, name).toBeGreaterThan(0);
    expect(tally.allowed, name).toBeGreaterThan(0);
  }
}

it("two processes give no stale answer while rights are given and taken in every way", {
  timeout: seconds * 1000 + 240_000,
}, async () => {
  expectExact(await race({ seconds }), "two processes");
});

it("nor with a Redis between them, nor when it is killed", { timeout: seconds * 1000 + 240_000 }, async () => {
  redis = await startRedis();
  const server = redis;
  let before: RedisOutcomes[] = [];
  let killedAt = Number.POSITIVE_INFINITY;
  const tallies = await race({
    env: { REDIS_URL: redis.url },
    seconds,
    // In the middle, while everybody asks; on a busy machine a little later, when both have been served by it.
    meanwhile: async () => {
      await delay((seconds * 1000) / 2);
      const latest = performance.now() + 30_000;
      do before = await redisOutcomes();
      while (before.some(({ hit }) => hit === 0) && performance.now() < latest);
      await server.kill();
      redis = null;
      killedAt = performance.now();
    },
    // Time for both to miss it.
    mayEnd: () => performance.now() > killedAt + 1_000,
  });
  const after = await redisOutcomes();
  process.stdout.write(`Redis, before it was killed and at the end: ${JSON.stringify([before, after])}\n`);
  // Each process was served by it, while it was there, and noticed that it went.
  expect(before).toHaveLength(apis.length);
  for (const [process, { hit, error, skipped }] of before.entries()) {
    expect(hit, `process ${process}`).toBeGreaterThan(0);
    const then = after[process];
    expect((then?.error ?? 0) + (then?.skipped ?? 0), `process ${process}`).toBeGreaterThan(error + skipped);
  }
  expectExact(tallies, "two processes with a Redis that is killed");
});

/** Which of the two depends on what was read first, and remembered for good. */
const isStale = ({ staleAllows, staleDenials }: RaceTally) => staleAllows + staleDenials > 0;

it("a cache that answers whatever the epoch would be caught", { timeout: 240_000 }, async () => {
  const tallies = await race({
    preloaded: new URL("support/ignore-epochs.mjs", import.meta.url).href,
    // Each right is given up as soon as one was seen.
    seconds: 90,
    isEnough: isStale,
  });
  for (const [name, tally] of tallies) expect(isStale(tally), name).toBe(true);
  expect(sumOf(tallies.values()).staleAllows).toBeGreaterThan(0);
});

it("and so would one in Redis", { timeout: 240_000 }, async () => {
  redis = await startRedis();
  const tallies = await race({
    env: { REDIS_URL: redis.url },
    preloaded: new URL("support/ignore-epochs.mjs?redis", import.meta.url).href,
    seconds: 90,
    isEnough: isStale,
    // When a grant ends stands in what was read, whatever the epoch.
    ways: ({ endsByItself }) => !endsByItself,
  });
  for (const [name, tally] of tallies) expect(isStale(tally), name).toBe(true);
});
