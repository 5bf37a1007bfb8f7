import { startOfDay } from "../../lib/start-of-day.ts";

/** The texts of every form that gives something away; an empty one stands for "not said". Dates are calendar dates. */
export type RightValues = {
  /** Who gets it, where the form asks. */
  userId: string;
  roleId: string;
  code: string;
  effect: string;
  scope: string;
  condition: string;
  schoolId: string;
  departmentId: string;
  /** The first day. */
  validFrom: string;
  /** The last day, as people say it; the contract takes the instant after it. */
  validUntil: string;
  reason: string;
};

export const rightFields = [
  "userId",
  "roleId",
  "code",
  "effect",
  "scope",
  "condition",
  "schoolId",
  "departmentId",
  "validFrom",
  "validUntil",
  "reason",
] as const;

export const emptyRight: RightValues = {
  userId: "",
  roleId: "",
  code: "",
  effect: "ALLOW",
  scope: "SCHOOL",
  condition: "",
  schoolId: "",
  departmentId: "",
  validFrom: "",
  validUntil: "",
  reason: "",
};

/** What is given: permission, effect, scope and condition. */
export function termsInput({ code, effect, scope, condition }: RightValues) {
  return { code: code.trim(), effect, scope, ...filled({ condition: condition.trim() }) };
}

/** Where it is measured from; nothing is nowhere. */
export function placeInput({ schoolId, departmentId }: RightValues) {
  return filled({ schoolId, departmentId });
}

/** From the beginning of the first day to the end of the last, by the clock of the zone. */
export function windowInput({ validFrom, validUntil }: RightValues, timeZone: string) {
  return {
    ...(validFrom ? { validFrom: instantOrText(validFrom, timeZone, 0) } : {}),
    ...(validUntil ? { validUntil: instantOrText(validUntil, timeZone, 1) } : {}),
  };
}

export function reasonInput({ reason }: Pick<RightValues, "reason">) {
  return filled({ reason: reason.trim() });
}

/** Which field a refusal of the server speaks of. */
export const rightFieldOfCode = {
  "access.unknown_permission": "code",
  "access.platform_only": "code",
  "access.wildcard_refused": "code",
  "access.escalation": "code",
  "access.outlasts_support": "validUntil",
  "grant.exists": "code",
  "access.condition_invalid": "condition",
  "access.anchor_needed": "schoolId",
  "grant.anchor_refused": "schoolId",
  "school.not_found": "schoolId",
  "department.not_found": "departmentId",
  "department.school_mismatch": "departmentId",
  "access.window_order": "validUntil",
  "access.window_past": "validUntil",
} as const;

/** A date that is none yet goes to the contract as it is, which says so at the field. */
function instantOrText(date: string, timeZone: string, days: number): string {
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? date : startOfDay(date, timeZone, days);
}

function filled(named: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(named).filter(([, text]) => text !== ""));
}
