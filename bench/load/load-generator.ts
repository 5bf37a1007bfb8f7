/** The process that sends the requests: apart from both servers and from the bench itself. */
import { setTimeout as delay } from "node:timers/promises";
import { HttpConnection } from "./http-connection.ts";
import type { LoadCommand, LoadMode, LoadReply, LoadResult, Plan, PlannedRequest } from "./load-protocol.ts";

interface PreparedPlan {
  readonly port: number;
  readonly expectedStatus: number;
  readonly requests: readonly (() => Buffer)[];
  /** Goes on from run to run, so that a short run does not send the same few requests again. */
  next: number;
}

// Node's servers close a connection after five idle seconds.
const longestIdleMs = 3000;

const plans = new Map<string, PreparedPlan>();
let uniqueNumber = 0;

function prepare({ port, expectedStatus, requests }: Plan): PreparedPlan {
  return { port, expectedStatus, requests: requests.map((request) => prepareRequest(request, port)), next: 0 };
}

function prepareRequest({ method, path, token, body }: PlannedRequest, port: number): () => Buffer {
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\naccept: application/json\r\nuser-agent: gloria-bench\r\n`;
  if (body === undefined) {
    const bytes = Buffer.from(`${head}\r\n`);
    return () => bytes;
  }
  const withBody = (text: string) =>
    Buffer.from(`${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  if (!body.includes("%N%")) {
    const bytes = withBody(body);
    return () => bytes;
  }
  return () => {
    uniqueNumber += 1;
    return withBody(body.replaceAll("%N%", `${uniqueNumber}`));
  };
}

/** What one run has seen so far. */
class Tally {
  readonly latencies: number[] = [];
  answered = 0;
  failed = 0;
  firstFailure: string | null = null;

  note(latencyMs: number, isInTime: boolean): void {
    this.answered += 1;
    if (isInTime) this.latencies.push(latencyMs);
  }

  fail(what: string): void {
    this.failed += 1;
    this.firstFailure ??= what.slice(0, 800);
  }

  result(elapsedMs: number): LoadResult {
    const sorted = Float64Array.from(this.latencies).sort();
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return {
      completed: sorted.length,
      answered: this.answered,
      failed: this.failed,
      firstFailure: this.firstFailure,
      perSecond: (sorted.length * 1000) / elapsedMs,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      max: sorted.at(-1) ?? 0,
    };
  }
}

async function run(plan: PreparedPlan, mode: LoadMode, seconds: number): Promise<LoadResult> {
  const tally = new Tally();
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  const one = async (connection: HttpConnection, since: number) => {
    const request = plan.requests[plan.next++ % plan.requests.length];
    if (request === undefined) throw new Error("the plan is empty");
    try {
      const { status, bytes } = await connection.send(request());
      const now = performance.now();
      if (status === plan.expectedStatus) tally.note(now - since, now <= endsAt);
      else tally.fail(bytes.toString("utf8"));
    } catch (error) {
      tally.fail(String(error));
    }
  };
  if (mode.kind === "closed") {
    const lane = async () => {
      const connection = new HttpConnection(plan.port);
      while (performance.now() < endsAt && tally.failed < 100) await one(connection, performance.now());
      connection.close();
    };
    await Promise.all(Array.from({ length: mode.connections }, lane));
  } else {
    await sendAtRate(plan.port, mode.perSecond, startedAt, endsAt, one);
  }
  return tally.result(seconds * 1000);
}

/** Arrivals are evenly spaced and wait for nobody; one that finds no idle connection opens another. */
async function sendAtRate(
  port: number,
  perSecond: number,
  startedAt: number,
  endsAt: number,
  one: (connection: HttpConnection, since: number) => Promise<void>,
): Promise<void> {
  const idle: { readonly connection: HttpConnection; readonly since: number }[] = [];
  const underWay = new Set<Promise<void>>();
  for (let n = 0; ; n += 1) {
    const due = startedAt + (n * 1000) / perSecond;
    if (due >= endsAt) break;
    const wait = due - performance.now();
    if (wait > 0) await delay(wait);
    // The longest idle lie first; a server may be about to close them.
    while (idle[0] !== undefined && performance.now() - idle[0].since > longestIdleMs) idle.shift()?.connection.close();
    const connection = idle.pop()?.connection ?? new HttpConnection(port);
    const sent: Promise<void> = one(connection, due).then(() => {
      idle.push({ connection, since: performance.now() });
      underWay.delete(sent);
    });
    underWay.add(sent);
  }
  await Promise.all(underWay);
  for (const { connection } of idle) connection.close();
}

async function obey(command: LoadCommand): Promise<LoadReply> {
  if (command.type === "plan") {
    plans.set(command.name, prepare(command.plan));
    return { type: "planned" };
  }
  const plan = plans.get(command.plan);
  if (plan === undefined) throw new Error(`no plan ${command.plan}`);
  return { type: "result", result: await run(plan, command.mode, command.seconds) };
}

process.on("message", (command: LoadCommand) => {
  obey(command).then(
    (reply) => process.send?.(reply),
    (error: unknown) => process.send?.({ type: "error", message: String(error) } satisfies LoadReply),
  );
});
process.on("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole group; the bench ends us in its own order.
process.on("SIGINT", () => {});
process.send?.({ type: "ready", url: "" });
