import { type Import, type ListImportsInput, listImportsInput, type Page } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { imports } from "@gloria/db";
import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { decodeCursor, encodeCursor, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { showImports, visibleImports } from "./import-queries.ts";

const sort = "-createdAt";
const key = z.tuple([z.guid()]);

/** Imports that the caller may see, newest first. Errors: `access.denied`, `request.bad_cursor`. */
export async function listImports(
  services: Services,
  ctx: TenantContext,
  input: ListImportsInput,
): Promise<Page<Import> & { can: { create: boolean } }> {
  const { limit, cursor, kind, status } = parseInput(listImportsInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("import:read");
    const after = decodeCursor(cursor, sort, key);
    const rows = await tx.db
      .select()
      .from(imports)
      .where(
        and(
          eq(imports.tenantId, tx.tenantId),
          visibleImports(access),
          kind === undefined ? undefined : eq(imports.kind, kind),
          status === undefined ? undefined : eq(imports.status, status),
          after === null ? undefined : sql`${imports.id} < ${after[0]}::uuid`,
        ),
      )
      .orderBy(desc(imports.id))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await showImports(tx, page, access),
      nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ sort, after: [last.id] }) : null,
      can: { create: access.can("import:create") },
    };
  });
}
