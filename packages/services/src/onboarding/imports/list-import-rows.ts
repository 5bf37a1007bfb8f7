import { type ImportRow, type ListImportRowsInput, listImportRowsInput, type Page } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { importRows } from "@gloria/db";
import { and, asc, eq, gt } from "drizzle-orm";
import { z } from "zod";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { findImport, importTarget, showProblem } from "./import-queries.ts";

const sort = "rowNumber";
const key = z.tuple([z.int()]);

/** Rows of an import with what they would do or did, in the order of the file. Errors: `import.not_found`, `access.denied`. */
export async function listImportRows(
  services: Services,
  ctx: TenantContext,
  input: ListImportRowsInput,
): Promise<Page<ImportRow>> {
  const { id, limit, cursor, action, state } = parseInput(listImportRowsInput, input);
  const after = decodeCursor(cursor, sort, key);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("import:read", importTarget(await findImport(tx, id)));
    const rows = await tx.db
      .select()
      .from(importRows)
      .where(
        and(
          eq(importRows.tenantId, tx.tenantId),
          eq(importRows.importId, id),
          action === undefined ? undefined : eq(importRows.action, action),
          state === undefined ? undefined : eq(importRows.state, state),
          after === null ? undefined : gt(importRows.rowNumber, after[0]),
        ),
      )
      .orderBy(asc(importRows.rowNumber))
      .limit(limit + 1);
    return pageFrom(
      rows,
      limit,
      (row): ImportRow => ({
        rowNumber: row.rowNumber,
        action: row.action,
        state: row.state,
        entityId: row.entityId,
        label: row.label,
        differences: [...row.differences],
        problems: row.problems.map((problem) => showProblem(ctx.locale, "importRowProblem", problem)),
      }),
      (row) => ({ sort, after: [row.rowNumber] }),
    );
  });
}
