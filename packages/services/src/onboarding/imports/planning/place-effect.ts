import type { departments, positions, schools } from "@gloria/db";
import type { Write } from "./person-effect.ts";

export type SchoolRow = typeof schools.$inferSelect;
export type DepartmentRow = typeof departments.$inferSelect;
export type PositionRow = typeof positions.$inferSelect;

/** Whom a position reports to. */
export interface Lines {
  readonly reportsToId: string | null;
  readonly coordinatorIds: readonly string[];
}

/** What a row of the organisation writes. */
export type PlaceEffect = { readonly kind: "place"; readonly externalId: string | null } & (
  | { readonly entity: "school"; readonly write: Write<SchoolRow> | null; readonly id: string }
  | { readonly entity: "department"; readonly write: Write<DepartmentRow> | null; readonly id: string }
  | {
      readonly entity: "position";
      readonly write: Write<PositionRow> | null;
      readonly id: string;
      /** Null: they stay as they are. */
      readonly lines: { readonly before: Lines; readonly after: Lines } | null;
    }
);
