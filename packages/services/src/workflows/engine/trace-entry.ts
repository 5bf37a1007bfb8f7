import type { InstanceState, SeatDecision, StepState } from "@gloria/contracts";
import type { BranchState, IncidentCode, Job, SeatOrigin, TimerKind } from "./instance.ts";

interface OfStep {
  readonly stepId: number;
  readonly key: string;
}

/** What closed a step. */
export type CloseReason =
  | "done"
  | "votes"
  /** Nobody to ask, and the definition says that this approves: to be flagged wherever it is shown. */
  | "approvedByNobody"
  | "noDecision"
  | "escalation"
  | "forced"
  | "returned"
  | "cancelled"
  | "skipped"
  | "subjectChanged"
  | "failed";

/** One thing that a transition has done, in the order of doing; what the timeline and the simulator show. */
export type TraceEntry =
  | ({ readonly what: "entered"; readonly round: number } & OfStep)
  | ({
      readonly what: "asked";
      readonly seatId: number;
      readonly userId: string;
      readonly delegateId: string | null;
      readonly openedBy: SeatOrigin;
    } & OfStep)
  | ({
      readonly what: "voted";
      readonly seatId: number;
      readonly userId: string;
      readonly actedBy: string;
      readonly decision: SeatDecision;
    } & OfStep)
  | ({ readonly what: "voided"; readonly seatId: number; readonly userId: string; readonly reason: string } & OfStep)
  | ({ readonly what: "closed"; readonly state: StepState; readonly why: CloseReason } & OfStep)
  /** Where a condition led. */
  | ({ readonly what: "led"; readonly to: string } & OfStep)
  | ({ readonly what: "branch"; readonly branch: string; readonly state: BranchState } & OfStep)
  | ({
      readonly what: "timer";
      readonly kind: TimerKind;
      readonly ordinal: number;
      readonly state: "ARMED" | "FIRED" | "CANCELLED" | "STOPPED";
      readonly dueAt: number;
    } & OfStep)
  | ({
      readonly what: "job";
      readonly jobId: number;
      readonly kind: Job["kind"];
      readonly use: string;
      readonly state: Job["state"];
      readonly attempt: number;
    } & OfStep)
  | ({ readonly what: "notified"; readonly template: string; readonly userIds: readonly string[] } & OfStep)
  | ({ readonly what: "used"; readonly message: string } & OfStep)
  | { readonly what: "kept"; readonly message: string }
  | ({ readonly what: "infoAsked" | "infoGiven"; readonly text: string } & OfStep)
  | ({ readonly what: "incident"; readonly code: IncidentCode; readonly detail: string } & OfStep)
  | { readonly what: "became"; readonly state: InstanceState; readonly reason: string | null };

/** The entry on one line, for a terminal. */
export function traceLine(entry: TraceEntry): string {
  switch (entry.what) {
    case "entered":
      return `→ ${entry.key}${entry.round > 1 ? ` (${entry.round})` : ""}`;
    case "asked":
      return `${entry.key}: ask ${entry.userId}${entry.delegateId === null ? "" : ` or ${entry.delegateId}`} [${entry.openedBy}]`;
    case "voted": {
      const whose = entry.actedBy === entry.userId ? "" : ` for ${entry.userId}`;
      return `${entry.key}: ${entry.actedBy}${whose} ${entry.decision}`;
    }
    case "voided":
      return `${entry.key}: ${entry.userId} gone (${entry.reason})`;
    case "closed":
      return `${entry.key}: ${entry.state}${["done", "votes"].includes(entry.why) ? "" : ` (${entry.why})`}`;
    case "led":
      return `${entry.key}: to ${entry.to}`;
    case "branch":
      return `${entry.key}.${entry.branch}: ${entry.state}`;
    case "timer":
      return `${entry.key}: ${entry.kind} ${entry.ordinal} ${entry.state}${
        entry.state === "ARMED" ? ` for ${new Date(entry.dueAt).toISOString()}` : ""
      }`;
    case "job":
      return `${entry.key}: ${entry.kind} ${entry.use} ${entry.state}${entry.attempt > 1 ? ` (${entry.attempt})` : ""}`;
    case "notified":
      return `${entry.key}: ${entry.template} to ${entry.userIds.join(", ")}`;
    case "used":
      return `${entry.key}: message ${entry.message}`;
    case "kept":
      return `kept message ${entry.message}`;
    case "infoAsked":
      return `${entry.key}: asks "${entry.text}"`;
    case "infoGiven":
      return `${entry.key}: answered "${entry.text}"`;
    case "incident":
      return `${entry.key}: incident ${entry.code}: ${entry.detail}`;
    case "became":
      return `= ${entry.state}${entry.reason === null ? "" : ` (${entry.reason})`}`;
  }
}
