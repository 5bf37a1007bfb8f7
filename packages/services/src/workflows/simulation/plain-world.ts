import { type ApproverRule, parseWorkflowDuration, type WorkCalendar } from "@gloria/contracts";
import { Temporal } from "temporal-polyfill";
import { BusinessTime } from "../calendar/business-time.ts";
import type { Answer, Need } from "../engine/need.ts";

/** Who and when, for a simulation: the answers that a database gives to a running instance. */
export interface SimulationWorld {
  readonly answer: (need: Need) => Answer;
}

/** Monday to Friday from seven to three. */
const schoolDay = [{ from: "07:00", to: "15:00" }];
const plainCalendar: WorkCalendar = {
  zone: "Asia/Jakarta",
  week: {
    monday: schoolDay,
    tuesday: schoolDay,
    wednesday: schoolDay,
    thursday: schoolDay,
    friday: schoolDay,
    saturday: [],
    sunday: [],
  },
  holidays: [],
  exceptions: [],
};

/**
 * A world without a database: each position, role or department is held by one person, who is called after it, as are
 * the managers of the requester; nobody acts for anybody, and every calendar is a plain week without holidays.
 */
export function plainWorld(calendar: WorkCalendar = plainCalendar): SimulationWorld {
  const time = new BusinessTime(calendar);
  return { answer: (need) => answer(need, time, calendar.zone) };
}

function answer(need: Need, time: BusinessTime, zone: string): Answer {
  switch (need.kind) {
    case "approvers":
      return {
        approvers: need.rules.flatMap((rule, n) => {
          const userIds = need.userIds[n] ?? [nameOf(rule)];
          return userIds.map((userId) => ({ userId, rule: n, delegateIds: [] }));
        }),
      };
    case "manager":
      return { approver: { userId: `manager of ${need.userId}`, delegateIds: [] } };
    case "delegates":
      return { delegateIds: [] };
    case "due": {
      const duration = parseWorkflowDuration(need.duration);
      return { at: farEnough(duration === null ? null : time.due(need.from, duration)) };
    }
    case "dueLeft":
      return { at: farEnough(time.due(need.from, { kind: "businessMinutes", minutes: need.businessMinutes })) };
    case "remaining":
      return { businessMinutes: time.businessMsBetween(need.at, need.dueAt) / 60_000 };
    case "instant":
      return { at: Temporal.PlainDateTime.from(need.text).toZonedDateTime(zone).epochMilliseconds };
  }
}

/** A calendar without any business time for years has no instant to offer. */
function farEnough(at: number | null): number {
  if (at === null) throw new Error("the calendar has no business time for so long");
  return at;
}

function nameOf(rule: ApproverRule): string {
  switch (rule.by) {
    case "user":
      return rule.id;
    case "department":
      return `department:${rule.id}:${rule.role}`;
    case "managerChain":
      return `manager:${rule.levels ?? `grade ${rule.untilGrade ?? ""}`} of ${rule.of}`;
    case "position":
    case "role":
    case "field":
      return `${rule.by}:${rule.id}`;
    case "expr":
    case "previousApproverChoice":
      return rule.by;
  }
}
