import { exportFilters } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import type { ExportRow, ExportKind as ValueKind } from "@gloria/exporters";
import type { Services } from "../../platform/index.ts";
import type { ExportRequest } from "./read-export-request.ts";
import { assignmentSource } from "./sources/assignment-source.ts";
import { employeeSource } from "./sources/employee-source.ts";
import type { TableKind } from "./sources/export-source.ts";
import { organisationSource } from "./sources/organisation-source.ts";
import { userSource } from "./sources/user-source.ts";

export interface RowSource {
  readonly kinds: Readonly<Record<string, ValueKind>>;
  readonly batches: AsyncIterable<readonly ExportRow[]>;
}

/** The rows of a request, by its kind. */
export function rowSource(
  services: Services,
  ctx: TenantContext,
  kind: TableKind,
  { filter, columns }: Pick<ExportRequest, "filter" | "columns">,
): RowSource {
  switch (kind) {
    case "users":
      return {
        kinds: userSource.kinds,
        batches: userSource.read(services, ctx, exportFilters.users.parse(filter), columns),
      };
    case "employees":
      return {
        kinds: employeeSource.kinds,
        batches: employeeSource.read(services, ctx, exportFilters.employees.parse(filter), columns),
      };
    case "assignments":
      return {
        kinds: assignmentSource.kinds,
        batches: assignmentSource.read(services, ctx, exportFilters.assignments.parse(filter), columns),
      };
    case "organisation":
      return {
        kinds: organisationSource.kinds,
        batches: organisationSource.read(services, ctx, exportFilters.organisation.parse(filter), columns),
      };
  }
}
