import { addDays } from "../../lib/add-days.ts";

/** The texts of an appointment's form; an empty one stands for what the server takes by itself. */
export type AppointmentValues = {
  /** Who is appointed, where the form asks. */
  userId: string;
  /** To what, where the form asks. */
  positionId: string;
  kind: string;
  from: string;
  /** The last day, as people say it; the contract takes the day after. */
  lastDay: string;
  ftePercent: string;
  decreeNumber: string;
  /** "yes", "no", or empty: primary if there is none. */
  primary: string;
  /** Where a position of the whole foundation is exercised. */
  schoolId: string;
  reason: string;
};

export const appointmentFields = [
  "userId",
  "positionId",
  "kind",
  "from",
  "lastDay",
  "ftePercent",
  "decreeNumber",
  "primary",
  "schoolId",
  "reason",
] as const;

export const emptyAppointment: AppointmentValues = {
  userId: "",
  positionId: "",
  kind: "DEFINITIF",
  from: "",
  lastDay: "",
  ftePercent: "",
  decreeNumber: "",
  primary: "",
  schoolId: "",
  reason: "",
};

/** What the contracts read of an appointment; what is left empty is left out. */
export function appointmentInput(values: AppointmentValues): Readonly<Record<string, unknown>> {
  const named = {
    from: values.from,
    until: values.lastDay && addDays(values.lastDay, 1),
    decreeNumber: values.decreeNumber.trim(),
    schoolId: values.schoolId,
    reason: values.reason.trim(),
  };
  return {
    kind: values.kind,
    ...Object.fromEntries(Object.entries(named).filter(([, text]) => text !== "")),
    ...(values.ftePercent ? { ftePercent: Number(values.ftePercent) } : {}),
    ...(values.primary ? { primary: values.primary === "yes" } : {}),
  };
}

/** Which field a refusal of the server speaks of. */
export const appointmentFieldOfCode = {
  "assignment.acting_too_long": "lastDay",
  "assignment.acting_extended_enough": "lastDay",
  "assignment.plh_without_holder": "kind",
  "assignment.plt_seat_taken": "kind",
  "assignment.plt_in_place": "kind",
  "user.not_found": "userId",
  "position.not_found": "positionId",
} as const;
