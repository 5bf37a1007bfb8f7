import type { Assignment } from "@gloria/contracts";

/** What somebody holds, as the dialogs about it need it: from their page, or from a list of many people's. */
export type HeldPosition = Pick<
  Assignment,
  | "id"
  | "userId"
  | "userName"
  | "positionId"
  | "positionName"
  | "schoolId"
  | "kind"
  | "ftePercent"
  | "validFrom"
  | "validUntil"
  | "isPrimary"
  | "decreeNumber"
  | "state"
  | "can"
>;
