import { endedInstanceStates, type InstanceState, openInstanceStates } from "@gloria/contracts";
import { onApproverAdded, onReassigned } from "./change-seats.ts";
import { onEscalated } from "./escalate.ts";
import { onIncidentFailed, onIncidentRetried, onIncidentSkipped } from "./incidents.ts";
import { onInfoAsked, onInfoGiven } from "./information.ts";
import { onJobDone, onJobFailed, onSubflowEnded } from "./jobs.ts";
import { onMessageArrived } from "./messages.ts";
import { onDecided } from "./on-decided.ts";
import { onMigrated } from "./on-migrated.ts";
import { onReturned } from "./on-returned.ts";
import { onTimerFired } from "./on-timer-fired.ts";
import { onApproversRefreshed, onSeatVoided } from "./refresh-seats.ts";
import { onBranchCancelled, onCancelled, onForced, onStepCancelled, onStepForced, onWithdrawn } from "./stop.ts";
import { onResubmitted, onStarted, onSubjectChanged } from "./subject.ts";
import { onResumed, onSuspended } from "./suspend.ts";
import type { Transition } from "./transition.ts";
import type { WorkflowEventOf, WorkflowEventType } from "./workflow-event.ts";

interface Command<Type extends WorkflowEventType> {
  /** The states of the instance in which it is looked at. */
  readonly allowedIn: readonly InstanceState[];
  readonly apply: (t: Transition, event: WorkflowEventOf<Type>) => void;
}

const running = ["RUNNING", "INCIDENT"] as const;
const open = [...running, "RETURNED", "SUSPENDED"] as const;
const always = [...openInstanceStates, ...endedInstanceStates] as const;

/** What each event does. */
export const commands: { readonly [Type in WorkflowEventType]: Command<Type> } = {
  started: { allowedIn: [], apply: onStarted },
  // Who calls these is told whether their seat or timer is closed, not merely that the instance is.
  decided: { allowedIn: always, apply: onDecided },
  returned: { allowedIn: always, apply: onReturned },
  reassigned: { allowedIn: always, apply: onReassigned },
  approverAdded: { allowedIn: always, apply: onApproverAdded },
  infoAsked: { allowedIn: always, apply: onInfoAsked },
  infoGiven: { allowedIn: always, apply: onInfoGiven },
  seatVoided: { allowedIn: always, apply: onSeatVoided },
  approversRefreshed: { allowedIn: always, apply: onApproversRefreshed },
  timerFired: { allowedIn: always, apply: onTimerFired },
  // Jobs report back after the end, too: what was done too late, and what takes things back.
  jobDone: { allowedIn: always, apply: onJobDone },
  jobFailed: { allowedIn: always, apply: onJobFailed },
  subflowEnded: { allowedIn: always, apply: onSubflowEnded },
  incidentRetried: { allowedIn: [...running, ...endedInstanceStates], apply: onIncidentRetried },
  incidentSkipped: { allowedIn: [...running, ...endedInstanceStates], apply: onIncidentSkipped },
  incidentFailed: { allowedIn: running, apply: onIncidentFailed },
  escalated: { allowedIn: running, apply: onEscalated },
  stepForced: { allowedIn: running, apply: onStepForced },
  stepCancelled: { allowedIn: running, apply: onStepCancelled },
  branchCancelled: { allowedIn: running, apply: onBranchCancelled },
  messageArrived: { allowedIn: open, apply: onMessageArrived },
  subjectChanged: { allowedIn: open, apply: onSubjectChanged },
  migrated: { allowedIn: [...running, "RETURNED"], apply: onMigrated },
  suspended: { allowedIn: [...running, "RETURNED"], apply: onSuspended },
  resumed: { allowedIn: ["SUSPENDED"], apply: onResumed },
  resubmitted: { allowedIn: ["RETURNED"], apply: onResubmitted },
  withdrawn: { allowedIn: open, apply: onWithdrawn },
  cancelled: { allowedIn: open, apply: onCancelled },
  forced: { allowedIn: open, apply: onForced },
};
