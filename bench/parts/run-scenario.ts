import { isDeepStrictEqual } from "node:util";
import type { Sql } from "postgres";
import type { LoadClient } from "../load/load-client.ts";
import type { LoadResult, PlannedRequest } from "../load/load-protocol.ts";
import { type Scenario, type ScenarioContext, type Side, send } from "../scenarios/scenario.ts";
import { createdDomain, removeCreated } from "./bench-data.ts";
import { type CpuTime, measureCpu } from "./cpu-meter.ts";
import type { MemorySampler } from "./memory-sampler.ts";
import type { BenchOptions } from "./read-options.ts";

export interface SideResult extends LoadResult {
  /** Milliseconds a request; null where it cannot be measured. */
  readonly cpuPerRequest: CpuTime | null;
}

export interface ScenarioResult {
  readonly scenario: Scenario;
  readonly peerLabel: string;
  /** One of each side per round. */
  readonly rounds: readonly { readonly ours: SideResult; readonly theirs: SideResult }[];
  /** Answers of both sides that were compared, and were equal. */
  readonly compared: number;
}

export interface Bench {
  readonly options: BenchOptions;
  readonly load: LoadClient;
  readonly owner: Sql;
  readonly memory: MemorySampler;
  readonly postmasterPid: number;
}

const comparedPerRound = 8;

/** Warm-up, then rounds in which both sides are measured one after the other, in the order that the last had not. */
export async function runScenario(bench: Bench, scenario: Scenario, context: ScenarioContext): Promise<ScenarioResult> {
  const { options, owner } = bench;
  const sides = [context.ours, context.theirs] as const;
  const plans = new Map<Side, readonly PlannedRequest[]>();
  for (const side of sides) {
    const requests = await scenario.requestsFor(side, context);
    if (requests.length === 0) throw new Error(`${scenario.name}: no requests for ${side.label}`);
    plans.set(side, requests);
    const port = Number(new URL(side.url).port);
    await bench.load.plan(planName(scenario, side), { port, requests, expectedStatus: scenario.expectedStatus });
  }
  let answered = 0;
  const measure = async (side: Side, seconds: number): Promise<SideResult> => {
    const run = () =>
      bench.load.run(planName(scenario, side), { kind: "closed", connections: options.connections }, seconds);
    const { result, cpu } = await measureCpu({ server: side.pid, postmaster: bench.postmasterPid }, () =>
      side === context.ours ? bench.memory.during(run) : run(),
    );
    answered += result.answered;
    return { ...result, cpuPerRequest: cpu === null ? null : perRequest(cpu, result.answered) };
  };
  // Twice a run, so that the first is not measured while V8 still compiles.
  for (const side of sides) await measure(side, options.seconds * 2);
  // What the warm-up and the scenario before have left for the disk is no matter of this one.
  await owner`checkpoint`;
  const rounds: { ours: SideResult; theirs: SideResult }[] = [];
  let compared = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    const oursFirst = round % 2 === 0;
    const first = await measure(oursFirst ? context.ours : context.theirs, options.seconds);
    const second = await measure(oursFirst ? context.theirs : context.ours, options.seconds);
    rounds.push(oursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first });
    compared += await compareAnswers(scenario, context, plans, round);
  }
  if (scenario.cleans) {
    await assertAudited(owner, answered + 2 * compared);
    await removeCreated(owner);
  }
  return { scenario, peerLabel: context.theirs.label, rounds, compared };
}

function perRequest({ server, database }: CpuTime, requests: number): CpuTime {
  return { server: server / Math.max(1, requests), database: database / Math.max(1, requests) };
}

function planName(scenario: Scenario, side: Side): string {
  return `${scenario.name}: ${side.label}`;
}

/** Sends some requests to both sides. @throws Error with both answers where they differ */
async function compareAnswers(
  scenario: Scenario,
  { ours, theirs }: ScenarioContext,
  plans: ReadonlyMap<Side, readonly PlannedRequest[]>,
  round: number,
): Promise<number> {
  const [ourPlan, theirPlan] = [plans.get(ours) ?? [], plans.get(theirs) ?? []];
  for (let n = 0; n < comparedPerRound; n += 1) {
    // A step that shares no factor with the length of any plan, so that rounds come to see different requests.
    const at = ((round * comparedPerRound + n) * 7919) % Math.min(ourPlan.length, theirPlan.length);
    const answers: unknown[] = [];
    for (const [side, request] of [[ours, ourPlan[at]] as const, [theirs, theirPlan[at]] as const]) {
      if (request === undefined) throw new Error("the plan is empty");
      const { body, ...rest } = request;
      // Numbers of the generator's own have no letter in them.
      const filled = body === undefined ? rest : { ...rest, body: body.replaceAll("%N%", `sample${round}x${n}`) };
      answers.push(scenario.comparable(await send(side, filled, scenario.expectedStatus)));
    }
    if (!isDeepStrictEqual(answers[0], answers[1])) {
      throw new Error(
        `${scenario.name}: the answers differ.\n${ours.label}: ${JSON.stringify(answers[0])}\n${theirs.label}: ${JSON.stringify(answers[1])}`,
      );
    }
  }
  return comparedPerRound;
}

/** Everybody whose creation was answered is there, each with exactly one event. */
async function assertAudited(owner: Sql, answered: number): Promise<void> {
  const [row] = await owner<{ people: number; events: number; audited: number }[]>`
    with created as (select tenant_id, id from gloria.users where email like ${`%@${createdDomain}`}),
    events as (select entity_id, count(*) as n from gloria.audit_events where action = 'user.create' group by entity_id)
    select (select count(*)::int from created) as people, (select sum(n)::int from events) as events,
      (select count(*)::int from created c join events e on e.entity_id = c.id and e.n = 1) as audited`;
  if (row === undefined || row.people !== answered || row.events !== answered || row.audited !== answered) {
    throw new Error(
      `of ${answered} creations there are ${row?.people} people and ${row?.events} events, ${row?.audited} of them belong together`,
    );
  }
}
