/** One engine in a process of its own, so that no other one's memory or compiled code weighs on it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { AccessEngine, PrepareEngine } from "./access-engine.ts";
import { makeAccessScenario } from "./access-scenario.ts";
import type { EngineCommand, EngineReply, EngineRound } from "./engine-protocol.ts";
import { casbinCached, casbinUncached } from "./engines/casbin-engines.ts";
import { caslPerRequest, caslWarm } from "./engines/casl-engines.ts";
import { cedarPreparsed } from "./engines/cedar-engine.ts";
import { cerbosGrpc } from "./engines/cerbos-engine.ts";
import { gloriaCached, gloriaCold, gloriaFirstCheck, gloriaWarm } from "./engines/gloria-engines.ts";
import { expectedAnswers } from "./expected-answers.ts";

const engines: Readonly<Record<string, PrepareEngine>> = {
  gloriaWarm,
  gloriaCached,
  gloriaFirstCheck,
  gloriaCold,
  casbinUncached,
  casbinCached,
  caslWarm,
  caslPerRequest,
  cedarPreparsed,
  cerbosGrpc,
};

const scenario = makeAccessScenario();
const expected = expectedAnswers(scenario);
const answers = new Uint8Array(scenario.queries.length);
const peersFolder = process.env["BENCH_PEERS"] ?? "";
// Where the next round begins: rounds of a slow engine come to see different questions.
let next = 0;

function peer(name: string): unknown {
  const require = createRequire(join(peersFolder, "package.json"));
  // The package's own command is a script that starts this file.
  if (name === "cerbos binary") {
    return createRequire(require.resolve("cerbos/package.json")).resolve(
      `@cerbos/cerbos-${process.platform}-${process.arch}`,
    );
  }
  return require(name);
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heapUsed(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function round(engine: AccessEngine, seconds: number): Promise<EngineRound> {
  const queries = scenario.queries.slice(0, engine.questions);
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  const servant = engine.servantPid === undefined ? 0 : cpuMsOf(engine.servantPid);
  let wallMs = 0;
  let cpuMs = 0;
  let checks = 0;
  let chunk = 1;
  let wrong = 0;
  let allowed = 0;
  for (let now = startedAt; now < endsAt; now = performance.now()) {
    const from = next;
    const cpu = process.cpuUsage();
    for (let n = 0; n < chunk; n += 1) {
      const at = (from + n) % queries.length;
      const query = queries[at];
      if (query === undefined) break;
      const answer = engine.ask(query);
      answers[at] = (typeof answer === "boolean" ? answer : await answer) ? 1 : 0;
    }
    checks += chunk;
    next = (from + chunk) % queries.length;
    const used = process.cpuUsage(cpu);
    const chunkMs = performance.now() - now;
    wallMs += chunkMs;
    cpuMs += (used.user + used.system) / 1000;
    // Judged outside of the time, every one.
    for (let n = 0; n < chunk; n += 1) {
      const at = (from + n) % queries.length;
      allowed += answers[at] ?? 0;
      if (answers[at] !== expected[at]) wrong += 1;
    }
    // No more than all of them at once, else an answer would be judged twice and another not at all.
    if (chunkMs < 20) chunk = Math.min(queries.length, chunk * 2);
  }
  if (engine.servantPid !== undefined) cpuMs += cpuMsOf(engine.servantPid) - servant;
  return { checks, wallMs, cpuMs, wrong, allowed };
}

/** CPU time of another process so far, in milliseconds. */
function cpuMsOf(pid: number): number {
  if (process.platform === "linux") {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }
  const text = execFileSync("ps", ["-o", "time=", "-p", `${pid}`], { encoding: "utf8" }).trim();
  return text.split(":").reduce((total, part) => total * 60 + Number(part), 0) * 1000;
}

let engine: AccessEngine | null = null;

async function made(): Promise<EngineReply> {
  const prepare = engines[process.env["BENCH_ENGINE"] ?? ""];
  if (prepare === undefined) throw new Error(`there is no engine ${process.env["BENCH_ENGINE"]}`);
  const before = heapUsed();
  engine = await prepare({ scenario, peer, folder: process.env["BENCH_FOLDER"] ?? "." });
  return {
    type: "prepared",
    bytesPerUser: engine.keptUsers === undefined ? null : (heapUsed() - before) / engine.keptUsers,
  };
}

async function obey(command: EngineCommand): Promise<EngineReply> {
  if (command.type === "prepare") return made();
  if (engine === null) throw new Error("the engine has not been prepared");
  if (command.type === "round") return { type: "round", round: await round(engine, command.seconds) };
  await engine.close?.();
  return { type: "closed" };
}

process.on("message", (command: EngineCommand) => {
  obey(command).then(
    (reply) => process.send?.(reply),
    (error: unknown) => process.send?.({ type: "error", message: String(error) } satisfies EngineReply),
  );
});
process.on("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole group; the bench ends us in its own order.
process.on("SIGINT", () => {});
process.send?.({ type: "ready", url: "" });
