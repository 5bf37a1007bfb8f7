import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateQueue } from "@gloria/jobs";
import { deferred, makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiEnvironment } from "./support/api-config.ts";
import { type ApiProcess, startApiProcess } from "./support/api-process.ts";

const database = testDatabase();
const home = mkdtempSync(join(tmpdir(), "gloria-two-"));
const apis: ApiProcess[] = [];
let tenant: TestTenant;
let boss: string;

beforeAll(async () => {
  await migrateQueue({ ownerUrl: database.urls.owner, queueRole: new URL(database.urls.queue).username });
  tenant = await makeTenant(database);
  apis.push(...(await Promise.all([1, 2].map(() => startApiProcess(apiEnvironment(database, home))))));
  const [admin] = await database.owner<
    { email: string }[]
  >`select email from gloria.users where id = ${tenant.adminId}`;
  boss = await tokenOf(admin?.email ?? "");
}, 60_000);

afterAll(async () => {
  await Promise.all(apis.map((api) => (api.child.exitCode === null ? api.stop() : null)));
  rmSync(home, { recursive: true, force: true });
});

function call(process: number, method: string, path: string, token: string | null, body?: unknown): Promise<Response> {
  return fetch(`${apis[process]?.url}/api/v1${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function tokenOf(identifier: string): Promise<string> {
  const answer = await call(0, "POST", "/auth/login", null, { identifier });
  return ((await answer.json()) as { token: string }).token;
}

describe("a right taken away through one process", () => {
  it("is refused by the next request on another with a warm cache", async () => {
    const userId = await tenant.addUser({ email: "warm@demo.example" });
    await tenant.addGrant({ userId, code: "user:read", scope: "ALL" });
    const token = await tokenOf("warm@demo.example");
    for (const process of [0, 1, 0, 1]) {
      expect((await call(process, "GET", "/users", token)).status).toBe(200);
    }
    for (let round = 0; round < 5; round++) {
      expect((await call(0, "PATCH", `/users/${userId}`, boss, { status: "suspended" })).status).toBe(200);
      expect((await call(1, "GET", "/users", token)).status).toBe(403);
      expect((await call(1, "PATCH", `/users/${userId}`, boss, { status: "active" })).status).toBe(200);
      expect((await call(0, "GET", "/users", token)).status).toBe(200);
      expect((await call(1, "GET", "/users", token)).status).toBe(200);
    }
    await database.owner`update gloria.grants set ended_at = now() where tenant_id = ${tenant.id} and subject_id = ${userId}`;
    for (const process of [1, 0]) expect((await call(process, "GET", "/users", token)).status).toBe(403);
  });

  it("ends a session for both: signed out at one, refused at the other", async () => {
    await tenant.addUser({ email: "out@demo.example" });
    const token = await tokenOf("out@demo.example");
    for (const process of [0, 1]) expect((await call(process, "GET", "/auth/me", token)).status).toBe(200);
    expect((await call(0, "POST", "/auth/logout", token)).status).toBe(200);
    expect((await call(1, "GET", "/auth/me", token)).status).toBe(401);
  });

  it("is never answered with a stale yes in two seconds of checks against grants and revocations", async () => {
    const userId = await tenant.addUser({ email: "race@demo.example" });
    const token = await tokenOf("race@demo.example");
    // Raised when a change begins and again when it is committed: an unchanged number means nothing happened meanwhile.
    const state = { turn: 0, granted: false, settled: true };
    const until = performance.now() + 2_000;
    const tally = { checks: 0, judged: 0, changes: 0, staleYes: 0, staleNo: 0 };
    const waiting: { for: number; resolve: () => void }[] = [];
    const wake = () => {
      for (const one of waiting.splice(0)) {
        if (tally.judged >= one.for || performance.now() >= until) one.resolve();
        else waiting.push(one);
      }
    };

    async function change(granted: boolean): Promise<void> {
      state.turn += 1;
      state.settled = false;
      if (granted) await tenant.addGrant({ userId, code: "user:export", scope: "ALL" });
      else
        await database.owner`update gloria.grants set ended_at = now() where tenant_id = ${tenant.id} and subject_id = ${userId} and ended_at is null`;
      state.granted = granted;
      state.settled = true;
      state.turn += 1;
    }
    async function check(process: number): Promise<void> {
      while (performance.now() < until) {
        wake();
        const begun = { ...state };
        const answer = await call(process, "POST", "/permissions/check", token, { code: "user:export" });
        const { allowed } = (await answer.json()) as { allowed: boolean };
        tally.checks += 1;
        // A change that had not been committed when this check began, or began meanwhile, allows either answer.
        if (!begun.settled || begun.turn !== state.turn) continue;
        tally.judged += 1;
        wake();
        if (allowed && !begun.granted) tally.staleYes += 1;
        if (!allowed && begun.granted) tally.staleNo += 1;
      }
    }
    async function toggle(): Promise<void> {
      for (let granted = true; performance.now() < until; granted = !granted) {
        await change(granted);
        tally.changes += 1;
        // After the end no check comes that would wake anybody.
        if (performance.now() >= until) return;
        await new Promise<void>((resolve) => void waiting.push({ for: tally.judged + 4, resolve }));
      }
    }
    await Promise.all([toggle(), Promise.all([check(0), check(0), check(1), check(1)]).then(wake)]);
    expect(tally).toMatchObject({ staleYes: 0, staleNo: 0 });
    expect(tally.changes).toBeGreaterThan(2);
    expect(tally.judged).toBeGreaterThan(8);
  });
});

describe("a process that is asked to end", () => {
  it("finishes the request under way, takes no new one, and leaves with 0", async () => {
    const api = await startApiProcess(apiEnvironment(database, home));
    const place = apis.push(api) - 1;
    const userId = await tenant.addUser({ name: "Sebelum" });
    const [locked, release] = [deferred(), deferred()];
    const holding = database.owner.begin(async (sql) => {
      await sql`select 1 from gloria.users where id = ${userId} for update`;
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    const underWay = call(place, "PATCH", `/users/${userId}`, boss, { name: "Sesudah" });
    await blockedBehind(userId);
    const { port } = new URL(api.url);
    const left = api.stop();
    await refused(Number(port));
    release.resolve();
    const answer = await underWay;
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ name: "Sesudah", version: 2 });
    expect(await left).toBe(0);
    await holding;
  });
});

/** Until a statement waits for the row that this test holds. */
async function blockedBehind(userId: string): Promise<void> {
  for (;;) {
    const [waiting] =
      await database.owner`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%for update%'`;
    if (waiting !== undefined) return;
    await database.owner`select pg_sleep(0.02), ${userId}::uuid`;
  }
}

/** Until nobody listens there any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (!open) return;
  }
}
