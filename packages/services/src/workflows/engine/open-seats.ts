import type { WorkflowStepOf } from "@gloria/contracts";
import type { Effect } from "./effect.ts";
import { decidersOf, findPlaces, type NamedRule, type Place, seatedAt } from "./find-places.ts";
import type { StepRun } from "./instance.ts";
import type { Transition } from "./transition.ts";

type Why = Extract<Effect, { kind: "asked" }>["why"];

/**
 * Seats whom these rules name and who has no seat here yet.
 *
 * @param barred who is not seated by these rules again
 * @returns how many seats it opened
 */
export function addSeats(
  t: Transition,
  run: StepRun,
  step: WorkflowStepOf<"approval">,
  rules: readonly NamedRule[],
  why: Why,
  barred?: string,
): number {
  const places = findPlaces(t, step, rules);
  const seated = new Set(seatedAt(t.run(run.id)).map(({ userId }) => userId));
  const news = places.filter(({ userId }) => !seated.has(userId) && userId !== barred);
  openSeats(t, run, step, news, why);
  return news.length;
}

/** Opens a seat for each of them, and asks them. */
export function openSeats(
  t: Transition,
  run: StepRun,
  step: WorkflowStepOf<"approval">,
  places: readonly Place[],
  why: Why,
): void {
  const owners = [...seatedAt(t.run(run.id)), ...places].map(({ userId }) => userId);
  const opened = places.map(({ delegateIds, ...place }) => {
    const barred = new Set([...owners, ...delegatesAt(t, run), ...mayNotAct(t, step)]);
    const seat = t.addSeat(run.id, {
      ...place,
      delegateId: delegateIds.find((id) => !barred.has(id)) ?? null,
      state: "PENDING",
      actedBy: null,
      decidedAt: null,
      comment: null,
      choice: null,
    });
    const { id, userId, delegateId, openedBy } = seat;
    t.note({ what: "asked", stepId: run.id, key: run.key, seatId: id, userId, delegateId, openedBy });
    return id;
  });
  if (opened.length > 0) t.emit({ kind: "asked", stepId: run.id, seatIds: opened, why });
}

/** Who may act for nobody at this step: four eyes, and the requester but where the step lets them decide. */
export function mayNotAct(t: Transition, step: WorkflowStepOf<"approval">): ReadonlySet<string> {
  const own = step.selfApproval === "ALLOW" ? [] : [t.instance.requesterId];
  return new Set([...decidersOf(t, step.distinctFrom), ...own]);
}

function delegatesAt(t: Transition, run: StepRun): readonly string[] {
  return seatedAt(t.run(run.id)).flatMap(({ delegateId }) => delegateId ?? []);
}
