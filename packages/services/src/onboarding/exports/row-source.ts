import { exportFilters } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import type { ExportRow, ExportKind as ValueKind } from "@gloria/exporters";
import type { Services } from "../../platform/index.ts";
import type { ExportRequest } from "./read-export-request.ts";
import { assignmentSource } from "./sources/assignment-source.ts";
import { employeeSource } from "./sources/employee-source.ts";
import type { ExportSource, FilterOf, TableKind } from "./sources/export-source.ts";
import { organisationSource } from "./sources/organisation-source.ts";
import { userSource } from "./sources/user-source.ts";

export interface RowSource {
  readonly kinds: Readonly<Record<string, ValueKind>>;
  /** Rows there are about to be; null when they are too many to count. */
  readonly total: number | null;
  readonly batches: AsyncIterable<readonly ExportRow[]>;
}

/** The rows of a request, by its kind. */
export async function rowSource(
  services: Services,
  ctx: TenantContext,
  kind: TableKind,
  { filter, columns }: Pick<ExportRequest, "filter" | "columns">,
): Promise<RowSource> {
  switch (kind) {
    case "users":
      return sourced(userSource, exportFilters.users.parse(filter));
    case "employees":
      return sourced(employeeSource, exportFilters.employees.parse(filter));
    case "assignments":
      return sourced(assignmentSource, exportFilters.assignments.parse(filter));
    case "organisation":
      return sourced(organisationSource, exportFilters.organisation.parse(filter));
  }

  async function sourced<For extends TableKind>(source: ExportSource<For>, wanted: FilterOf<For>): Promise<RowSource> {
    return {
      kinds: source.kinds,
      total: await source.count(services, ctx, wanted),
      batches: source.read(services, ctx, wanted, columns),
    };
  }
}
