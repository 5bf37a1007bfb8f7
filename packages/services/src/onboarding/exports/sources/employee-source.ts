import type { EmployeeRow } from "@gloria/contracts";
import { employees, type TenantTransaction } from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { and, eq, inArray } from "drizzle-orm";
import { countEmployees, employeeTarget, listEmployees, openSpecific } from "../../../organisation/index.ts";
import { recordAudit, writeInTenant } from "../../../platform/index.ts";
import { maskedValue } from "../masked-value.ts";
import { pagesOf } from "../pages-of.ts";
import { type ExportSource, valueIn } from "./export-source.ts";

/**
 * The employees of the list, in its order: those of whom `employee:export` is held, too. Specific data is opened only
 * for the columns that were chosen, in the rows of which it may be exported, and each batch that does so is audited.
 */
export const employeeSource: ExportSource<"employees"> = {
  kinds: {
    birthDate: "date",
    startedOn: "date",
    permanentOn: "date",
    appointedOn: "date",
    civilServantOn: "date",
  },
  count: countEmployees,
  async *read(services, ctx, filter, columns) {
    const wantsSpecific = columns.some((column) => column.care === "specific");
    for await (const rows of pagesOf((place) => listEmployees(services, ctx, { ...filter, ...place }))) {
      yield await writeInTenant(services, ctx, async (tx) => {
        const access = await tx.access;
        access.assert("employee:export");
        if (wantsSpecific) access.assert("employee.sensitive:export");
        const whole = await loadWhole(tx, rows);
        const permitted = rows.filter((row) => access.can("employee:export", targetOf(tx, row)));
        const opened = new Set<string>();
        const written = permitted.map((row) => {
          const sensitive = access.can("employee.sensitive:export", targetOf(tx, row));
          const employee = whole.get(row.id);
          // Deleted for good between the two statements: what the list knew of it stays.
          const specific =
            wantsSpecific && sensitive && employee !== undefined ? openSpecific(services.fieldCrypto, employee) : null;
          if (specific !== null) opened.add(row.id);
          const item = { ...employee, ...row, ...specific, specific: null };
          return columns.map(({ key, care }) => maskedValue(care, valueIn(item, key), sensitive));
        });
        if (opened.size > 0) {
          await recordAudit(tx, "export.specific_data", {
            targets: [...opened].map((id) => ({ type: "employee", id })),
            reason: columns.flatMap(({ key, care }) => (care === "specific" ? [key] : [])).join(" "),
          });
        }
        return written;
      });
    }
  },
};

function targetOf(tx: TenantTransaction, row: EmployeeRow): Target {
  const { deletedAt, linkedUser } = row;
  const place = { ...row, tenantId: tx.tenantId, deletedAt: deletedAt === null ? null : new Date(deletedAt) };
  return employeeTarget(place, linkedUser?.id ?? null);
}

/** The rows with all of their columns, which the list does not show. */
async function loadWhole(tx: TenantTransaction, rows: readonly EmployeeRow[]) {
  const ids = rows.map((row) => row.id);
  const found = await tx.db
    .select()
    .from(employees)
    .where(and(eq(employees.tenantId, tx.tenantId), inArray(employees.id, ids)));
  return new Map(found.map((employee) => [employee.id, employee]));
}
