/**
 * Kills the worker with SIGKILL again and again while it delivers notifications, then counts: every person has the
 * item in the inbox exactly once and was sent the mail exactly once.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { newId, silentLogger } from "@gloria/core";
import { migrateDatabase, startEmbeddedPostgres } from "@gloria/db";
import { migrateQueue } from "@gloria/jobs";
import postgres, { type Sql } from "postgres";
import { type LocalResend, startLocalResend } from "./parts/start-local-resend.ts";
import { startWorkerProcess, type WorkerProcess } from "./parts/worker-process.ts";

const operations = 200;
const kills = 22;
/** Given to each life of the worker; the rest comes in the last one. */
const perLife = 8;
const settleMs = 60_000;

type Moment = "taken" | "accepted" | "claimed" | "expanding";
const moments: readonly Moment[] = ["taken", "accepted", "claimed", "expanding"];

interface Outcome {
  readonly lost: number;
  readonly doubled: number;
  readonly faults: readonly string[];
}

async function main(): Promise<number> {
  const startedAt = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "gloria-faults-"));
  const server = await startEmbeddedPostgres({ home: folder, logger: silentLogger });
  const owner = postgres(server.url, { max: 2, onnotice: () => {} });
  const resend = await startLocalResend(() => 10 + Math.random() * 40);
  const logFile = join(folder, "worker.log");
  let isClean = false;
  try {
    const { urls } = await migrateDatabase({ ownerUrl: server.url, secretsDir: join(server.home, "secrets") });
    await migrateQueue({ ownerUrl: server.url, queueRole: decodeURIComponent(new URL(urls.queue).username) });
    const { tenantId, userIds } = await makePeople(owner);
    const start = () =>
      startWorkerProcess(
        {
          NODE_ENV: "production",
          GLORIA_HOME: server.home,
          GLORIA_URL: "https://gloria.demo.example",
          DATABASE_URL: server.url,
          DATABASE_APP_URL: urls.app,
          DATABASE_SYSTEM_URL: urls.system,
          DATABASE_QUEUE_URL: urls.queue,
          RESEND_API_KEY: "re_local",
          RESEND_BASE_URL: resend.url,
        },
        logFile,
      );

    const waiting = [...userIds];
    const tally = new Map<Moment, number>();
    for (let n = 0; n < kills; n++) {
      const worker = await start();
      const moment = moments[n % moments.length] ?? "taken";
      await killAt(moment, worker, resend, owner, () => tell(owner, tenantId, waiting.splice(0, perLife)));
      tally.set(moment, (tally.get(moment) ?? 0) + 1);
      process.stdout.write(`\rkilled ${n + 1} of ${kills}`);
    }
    process.stdout.write("\n");
    const [open] = await owner<{ sending: number; lost: number }[]>`
      select (select count(*)::int from gloria.deliveries where state = 'sending') as sending,
             (select count(*)::int from gloria.delivery_attempts where outcome is null) as lost`;
    const last = await start();
    await tell(owner, tenantId, waiting);
    await settle(owner);
    const exitCode = await last.stop();

    const outcome = await count(owner, tenantId, userIds, resend);
    const repeated = [...resend.mails.values()].filter(({ requests }) => requests > 1).length;
    print(`${kills} kills: ${[...tally].map(([moment, n]) => `${n} when ${moment}`).join(", ")}`);
    print(`after the last kill: ${open?.sending} deliveries under way, ${open?.lost} attempts without an outcome`);
    print(`${repeated} mails were handed over again under the same key; the provider knew them`);
    print(`inbox and mail looked at after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    for (const fault of outcome.faults) print(`  ${fault}`);
    if (exitCode !== 0) print(`  the last worker ended with ${exitCode} instead of 0 after SIGTERM`);
    isClean = outcome.lost + outcome.doubled === 0 && outcome.faults.length === 0 && exitCode === 0;
    if (!isClean) print(`  the worker's log: ${logFile}`);
    print(`faults worker-kill: ${operations} operations, ${outcome.lost} lost, ${outcome.doubled} doubled`);
    return isClean ? 0 : 1;
  } finally {
    await resend.stop();
    await owner.end({ timeout: 5 });
    await server.stop();
    rmSync(server.home, { recursive: true, force: true });
    if (isClean) rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets the worker begin with some notifications and kills it at the moment named, at the latest after two seconds. */
async function killAt(
  moment: Moment,
  worker: WorkerProcess,
  resend: LocalResend,
  owner: Sql,
  tellSome: () => Promise<void>,
): Promise<void> {
  const timeout = new AbortController();
  const { signal } = timeout;
  const timer = setTimeout(() => timeout.abort(), 2_000);
  try {
    const reached = reach(moment, resend, owner, signal);
    await tellSome();
    await reached;
  } catch (error) {
    // Nothing was left to be sent in this life: it is killed all the same.
    if (!signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    await worker.kill();
  }
}

async function reach(moment: Moment, resend: LocalResend, owner: Sql, signal: AbortSignal): Promise<void> {
  switch (moment) {
    case "taken":
    case "accepted": {
      const requests = 1 + Math.floor(Math.random() * 3);
      for (let n = 0; n < requests; n++) await once(resend.phases, moment, { signal });
      return;
    }
    case "claimed":
      while (!signal.aborted) {
        const [row] = await owner`
          select 1 from gloria.deliveries d where state = 'sending' and lease_until > now() and not exists (
            select from gloria.delivery_attempts a
            where a.tenant_id = d.tenant_id and a.delivery_id = d.id and a.attempt = d.attempt and a.outcome is not null)`;
        if (row !== undefined) return;
      }
      return;
    case "expanding":
      await delay(Math.random() * 60, undefined, { signal });
  }
}

async function makePeople(owner: Sql): Promise<{ tenantId: string; userIds: string[] }> {
  const tenantId = newId();
  const userIds = Array.from({ length: operations }, () => newId());
  await owner`insert into gloria.tenants (id, code, name, clerk_org_id) values (${tenantId}, 'faults', 'Yayasan Uji', 'org_faults')`;
  await owner`
    insert into gloria.users (tenant_id, id, name, email)
    select ${tenantId}, id, 'Orang ' || n, 'p' || n || '@demo.example' from unnest(${userIds}::uuid[]) with ordinality as p(id, n)`;
  return { tenantId, userIds };
}

/** One notification for each person. */
async function tell(owner: Sql, tenantId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const ids = userIds.map(() => newId());
  await owner`
    insert into gloria.notifications (tenant_id, id, type, category, data, recipient_ids)
    select ${tenantId}, n.id, 'user.welcome', 'account',
           jsonb_build_object('name', u.name, 'tenantName', 'Yayasan Uji', 'identifier', u.email, 'signInUrl', 'https://gloria.demo.example'),
           array[u.id]
    from unnest(${ids}::uuid[], ${[...userIds]}::uuid[]) as n(id, user_id)
    join gloria.users u on u.tenant_id = ${tenantId} and u.id = n.user_id`;
}

async function settle(owner: Sql): Promise<void> {
  const deadline = performance.now() + settleMs;
  while (performance.now() < deadline) {
    const [row] = await owner<{ left: number }[]>`
      select (select count(*) from gloria.notifications where expanded_at is null)::int
           + (select count(*) from gloria.deliveries where state in ('queued', 'deferred', 'sending'))::int as left`;
    if (row?.left === 0) return;
    await delay(200);
  }
}

async function count(owner: Sql, tenantId: string, userIds: readonly string[], resend: LocalResend): Promise<Outcome> {
  const items = await owner<{ user_id: string; n: number }[]>`
    select user_id, count(*)::int as n from gloria.inbox_items where tenant_id = ${tenantId} group by user_id`;
  const users = await owner<
    { id: string; email: string }[]
  >`select id, email from gloria.users where tenant_id = ${tenantId}`;
  const [counters] = await owner<{ unread: number; rev: number }[]>`
    select coalesce(sum(unread), 0)::int as unread, coalesce(sum(rev), 0)::int as rev from gloria.inbox_counters where tenant_id = ${tenantId}`;
  const states = await owner<{ channel: string; state: string; n: number }[]>`
    select channel, state, count(*)::int as n from gloria.deliveries where tenant_id = ${tenantId} group by 1, 2 order by 1, 2`;

  const inboxOf = new Map(items.map(({ user_id, n }) => [user_id, n]));
  const mailsTo = new Map<string, number>();
  for (const { to } of resend.mails.values()) mailsTo.set(to, (mailsTo.get(to) ?? 0) + 1);
  let lost = 0;
  let doubled = 0;
  for (const { id, email } of users) {
    const counts = [inboxOf.get(id) ?? 0, mailsTo.get(email) ?? 0];
    if (counts.some((n) => n === 0)) lost += 1;
    if (counts.some((n) => n > 1)) doubled += 1;
  }
  print(`${items.length} of ${userIds.length} in the inbox, ${mailsTo.size} of ${userIds.length} mails sent`);
  const faults = [
    ...(counters?.unread === operations && counters.rev === operations
      ? []
      : [`the counters say ${counters?.unread} unread at revision ${counters?.rev}, not ${operations}`]),
    ...states
      .filter(({ channel, state }) => state !== (channel === "email" ? "sent" : "delivered"))
      .map(({ channel, state, n }) => `${n} deliveries by ${channel} are ${state}`),
    ...resend.conflicts.map((key) => `delivery ${key} was handed over a second time with other bytes`),
    ...(resend.keyless > 0 ? [`${resend.keyless} mails had no idempotency key`] : []),
  ];
  return { lost, doubled, faults };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
