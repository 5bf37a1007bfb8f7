import { isDeepStrictEqual } from "node:util";
import type { WorkflowSpec } from "@gloria/contracts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandOf, type Draw, randomDraws } from "./random-commands.fixture.ts";
import { people, randomSpec } from "./random-workflow.fixture.ts";
import { Scenario } from "./scenario.fixture.ts";
import type { WorkflowEvent, WorkflowEventType } from "./workflow-event.ts";

// Millions of comparisons, which the assertions of the test runner are too slow for.
const runs = Number(process.env["GLORIA_WORKFLOW_RUNS"] ?? 1_000);

interface World {
  readonly spec: WorkflowSpec;
  readonly draws: readonly Draw[];
  readonly days: number | null;
  readonly until: boolean;
  readonly delegates: readonly string[];
  readonly gone: readonly string[];
}

const world: fc.Arbitrary<World> = fc.record({
  spec: randomSpec,
  draws: randomDraws,
  // Nothing: expressions that calculate with it fail.
  days: fc.option(fc.integer({ min: 0, max: 10 }), { freq: 6 }),
  until: fc.boolean(),
  delegates: fc.subarray([...people], { maxLength: 2 }),
  gone: fc.subarray([...people], { maxLength: 2 }),
});

/** Sends the commands one after the other; what came of each is shown to `seen`. */
function play(
  { spec, draws, days, until, delegates, gone }: World,
  seen: (s: Scenario, event: WorkflowEvent, kind: string) => void,
): Scenario {
  const s = new Scenario(spec);
  s.town.people["several"] = ["ani", "budi", "citra"];
  s.town.people["nobody"] = [];
  const [acting, ...others] = delegates;
  if (acting !== undefined) for (const each of people) s.town.delegates[each] = [acting, ...others];
  s.start({
    urgent: true,
    person: "dewi",
    ...(days === null ? {} : { days }),
    ...(until ? { until: "2026-07-20" } : {}),
  });
  for (const [n, draw] of draws.entries()) {
    if (n === Math.floor(draws.length / 2)) s.town.gone = new Set(gone);
    const event = commandOf(s.instance, draw, s.now);
    s.now = event.at;
    const before = s.instance;
    const { kind } = s.apply(event);
    if (kind !== "moved" && s.instance !== before) throw new Error(`${event.type} was refused, and has changed it`);
    seen(s, event, kind);
    if (s.instance.endedAt !== null && draw.other % 2 === 0) break;
  }
  return s;
}

// Doing these once more is a wish of its own, which the key of the command tells from a repetition.
const repeatable = new Set<WorkflowEventType>(["escalated", "incidentRetried", "approversRefreshed"]);
// What is about one thing that is settled by it, whatever has happened since.
const settling = new Set<WorkflowEventType>([
  "decided",
  "returned",
  "reassigned",
  "seatVoided",
  "timerFired",
  "messageArrived",
  "jobDone",
  "jobFailed",
  "subflowEnded",
  "stepCancelled",
  "stepForced",
]);

/** A vote without a seat means another one by now. */
function isOpenMinded(event: WorkflowEvent): boolean {
  return event.type === "decided" && event.seatId === null;
}

describe("random commands on random definitions", () => {
  test("the promises hold, the log alone leads to the same state, and what is repeated or late changes nothing", () => {
    const moved = new Set<WorkflowEventType>();
    fc.assert(
      fc.property(world, (given) => {
        const s = play(given, (played, event, kind) => {
          if (kind !== "moved") return;
          moved.add(event.type);
          assertSame(played, event);
        });
        if (!isDeepStrictEqual(s.replay(), s.instance)) throw new Error("the log leads elsewhere");
        for (const { event } of s.log) assertLateIsRefused(s, event);
      }),
      { numRuns: runs },
    );
    // Otherwise it would prove little.
    expect([...settling, ...repeatable].filter((type) => !moved.has(type))).toEqual([]);
  }, 300_000);
});

function assertSame(s: Scenario, event: WorkflowEvent): void {
  if (repeatable.has(event.type) || isOpenMinded(event)) return;
  const again = s.reduce(event).reduction;
  if (again.kind === "moved" && !isDeepStrictEqual(again.instance, s.instance)) {
    throw new Error(`${event.type} once more has changed it`);
  }
}

function assertLateIsRefused(s: Scenario, event: WorkflowEvent): void {
  if (!settling.has(event.type) || isOpenMinded(event)) return;
  const { kind } = s.reduce({ ...event, at: s.now }).reduction;
  if (kind !== "refused") throw new Error(`${event.type} out of its order: ${kind}`);
}
