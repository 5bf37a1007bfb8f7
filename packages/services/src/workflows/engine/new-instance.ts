import type { Instance } from "./instance.ts";
import type { WorkflowEventOf } from "./workflow-event.ts";

/** An instance before anything has been entered. */
export function newInstance({
  requesterId,
  schoolId,
  depth,
  data,
  subjectHash,
  at,
}: WorkflowEventOf<"started">): Instance {
  return {
    state: "RUNNING",
    resumeTo: null,
    resubmitTo: null,
    requesterId,
    schoolId,
    depth,
    subjectHash,
    data,
    round: 1,
    revisions: 0,
    startedAt: at,
    endedAt: null,
    steps: [],
    timers: [],
    jobs: [],
    messages: [],
    incidents: [],
    next: { step: 1, seat: 1, timer: 1, job: 1 },
  };
}
