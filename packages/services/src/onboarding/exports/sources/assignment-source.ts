import { type ExportSource, valueIn } from "./export-source.ts";
import { countAssignments, readAssignments } from "./read-assignments.ts";

/** Who holds what on a day, by name. */
export const assignmentSource: ExportSource<"assignments"> = {
  kinds: { ftePercent: "integer", validFrom: "date", validUntil: "date", isPrimary: "boolean" },
  count: countAssignments,
  async *read(services, ctx, filter, columns) {
    for await (const rows of readAssignments(services, ctx, filter)) {
      yield rows.map((row) => columns.map(({ key }) => valueIn(row, key)));
    }
  },
};
