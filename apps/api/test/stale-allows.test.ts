import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrateQueue } from "@gloria/jobs";
import { makeTenant, startRedis, type TestRedis, testDatabase } from "@gloria/testkit";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { apiEnvironment } from "./support/api-config.ts";
import { type ApiProcess, startApiProcess } from "./support/api-process.ts";
import { type RaceTally, staleRace, sumOf } from "./support/stale-race.ts";
import { type RevocableRight, waysToRevoke } from "./support/ways-to-revoke.ts";

/** Seconds of a race; a full run takes its time. */
const seconds = process.env["GLORIA_TEST_FULL"] === "1" ? 60 : 10;
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
  readonly isEnough?: (tally: RaceTally) => boolean;
}

/** Two processes, and one person for each way in which rights are lost. */
async function race({ env = {}, preloaded, ...more }: RaceSetting): Promise<Map<string, RaceTally>> {
  const environment = { ...apiEnvironment(database, home), ...env };
  apis.push(...(await Promise.all([1, 2].map(() => startApiProcess(environment, preloaded)))));
  const rights = await waysToRevoke(database, await makeTenant(database));
  const tokens = new Map<string, string>();
  for (const { email } of rights) {
    const answer = await post(0, "/auth/login", null, { identifier: email });
    tokens.set(email, ((await answer.json()) as { token: string }).token);
  }
  const ask = async (process: number, { email, code }: RevocableRight) => {
    const target = { ownerId: null, departmentIds: [], schoolIds: [] };
    const answer = await post(process, "/permissions/check", tokens.get(email) ?? "", { code, target });
    const body = (await answer.json()) as { allowed?: boolean };
    // Somebody who is suspended may not even ask.
    if (answer.status !== 200 && answer.status !== 403) throw new Error(`${answer.status}: ${JSON.stringify(body)}`);
    return answer.status === 200 && body.allowed === true;
  };
  return staleRace({ rights, processes: apis.length, ask, ...more });
}

function post(process: number, path: string, token: string | null, body: object): Promise<Response> {
  return fetch(`${apis[process]?.url}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
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
  const killing = redis;
  let asked = 0;
  let killed: Promise<void> | null = null;
  const startedAt = performance.now();
  const tallies = await race({
    env: { REDIS_URL: redis.url },
    seconds,
    isEnough: () => {
      // In the middle, while everybody asks.
      asked += 1;
      if (killed === null && performance.now() - startedAt > (seconds * 1000) / 2 && asked > 100)
        killed = killing.kill();
      return false;
    },
  });
  await killed;
  expect(killed).not.toBeNull();
  redis = null;
  expectExact(tallies, "two processes with a Redis that is killed");
});

it("a cache that answers whatever the epoch would be caught", { timeout: 240_000 }, async () => {
  const tallies = await race({
    preloaded: fileURLToPath(new URL("support/ignore-epochs.mjs", import.meta.url)),
    // Each right is given up as soon as one was seen.
    seconds: 90,
    isEnough: ({ staleAllows }) => staleAllows > 0,
  });
  for (const [name, tally] of tallies) expect(tally.staleAllows, name).toBeGreaterThan(0);
});
