import type { assignments, employees, roleAssignments, users } from "@gloria/db";

export type UserRow = typeof users.$inferSelect;
export type EmployeeRow = typeof employees.$inferSelect;
export type AssignmentRow = typeof assignments.$inferSelect;
export type RoleAssignmentRow = typeof roleAssignments.$inferSelect;

/** A row that is to be written anew, or over the one that was read. */
export interface Write<Row> {
  /** Null for a new one. */
  readonly before: Row | null;
  readonly after: Row;
}

/** What a person's row writes. */
export interface PersonEffect {
  readonly kind: "person";
  readonly userId: string;
  readonly user: Write<UserRow> | null;
  readonly employee: Write<EmployeeRow> | null;
  readonly assignment: AssignmentRow | null;
  readonly role: RoleAssignmentRow | null;
  /** A name of another system for this person, to be remembered. */
  readonly externalId: string | null;
}
