import type { UserStatus } from "@gloria/contracts";
import type { HeldAssignment, HeldRole } from "./held.ts";

/** The person of a row, as far as positions and roles ask. */
export interface Subject {
  readonly userId: string;
  readonly status: UserStatus;
  readonly homeSchoolId: string | null;
  readonly held: readonly HeldAssignment[];
  readonly roles: readonly HeldRole[];
}
