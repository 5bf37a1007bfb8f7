import { type Export, type ListExportsInput, listExportsInput, type Page } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { exports as exportsTable } from "@gloria/db";
import { and, desc, eq, sql } from "drizzle-orm";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { selectExports, toExport, visibleExports } from "./export-queries.ts";

const sort = "-createdAt";

/** The exports that the caller may see, newest first. */
export async function listExports(
  services: Services,
  ctx: TenantContext,
  input: ListExportsInput,
): Promise<Page<Export>> {
  const { limit, cursor, kind, status } = parseInput(listExportsInput, input);
  const after = decodeCursor(cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("export:read");
    const rows = await selectExports(tx)
      .where(
        and(
          eq(exportsTable.tenantId, tx.tenantId),
          visibleExports(access),
          kind === undefined ? undefined : eq(exportsTable.kind, kind),
          status === undefined ? undefined : eq(exportsTable.status, status),
          after === null
            ? undefined
            : sql`(${exportsTable.createdAt}, ${exportsTable.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(exportsTable.createdAt), desc(exportsTable.id))
      .limit(limit + 1);
    return pageFrom(
      rows,
      limit,
      (row) => toExport(row, access, tx),
      ({ made }) => ({ sort, after: [made.createdAt.toISOString(), made.id] }),
    );
  });
}
