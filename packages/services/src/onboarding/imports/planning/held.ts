import type { Holding } from "../../../organisation/index.ts";

/** A position that somebody holds, or is to hold. */
export interface HeldAssignment extends Holding {
  readonly positionName: string;
}

export interface HeldRole {
  readonly roleId: string;
  readonly schoolId: string | null;
}
