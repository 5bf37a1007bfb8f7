import type { ColumnClasses } from "../../platform/index.ts";
import type { PositionLinks } from "./position-links.ts";
import type { PositionDataRow } from "./position-queries.ts";

/** What the audit log tells of a position: its row and whom it reports to. */
export interface AuditedPosition extends PositionDataRow {
  readonly reportsToId: string | null;
  /** Ids in order, separated by blanks; null when there are none. */
  readonly coordinatorIds: string | null;
}

/** How much care each column of a position needs in the audit log. */
export const positionColumnClasses: ColumnClasses<AuditedPosition> = {
  tenantId: "bookkeeping",
  id: "bookkeeping",
  schoolId: "internal",
  departmentId: "internal",
  code: "internal",
  name: "internal",
  sortName: "bookkeeping",
  level: "internal",
  headcount: "internal",
  reportsToId: "internal",
  coordinatorIds: "internal",
  version: "bookkeeping",
  createdAt: "bookkeeping",
  updatedAt: "bookkeeping",
  deletedAt: "internal",
  deletedBy: "internal",
};

export function auditedPosition(row: PositionDataRow, links: PositionLinks): AuditedPosition {
  return { ...row, reportsToId: links.reportsToId, coordinatorIds: links.coordinatorIds.join(" ") || null };
}
