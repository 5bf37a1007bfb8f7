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
  /** Rows there are about to be; null when that is known only at the end. */
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
    case "users": {
      const wanted = exportFilters.users.parse(filter);
      return {
        kinds: userSource.kinds,
        total: (await userSource.count?.(services, ctx, wanted)) ?? null,
        batches: userSource.read(services, ctx, wanted, columns),
      };
    }
    case "employees":
      return {
        kinds: employeeSource.kinds,
        total: null,
        batches: employeeSource.read(services, ctx, exportFilters.employees.parse(filter), columns),
      };
    case "assignments":
      return {
        kinds: assignmentSource.kinds,
        total: null,
        batches: assignmentSource.read(services, ctx, exportFilters.assignments.parse(filter), columns),
      };
    case "organisation":
      return {
        kinds: organisationSource.kinds,
        total: null,
        batches: organisationSource.read(services, ctx, exportFilters.organisation.parse(filter), columns),
      };
  }
}
