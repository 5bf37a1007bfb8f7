import {
  type KeptImportMapping,
  type ListImportMappingsInput,
  listImportMappingsInput,
  type Page,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { importMappings } from "@gloria/db";
import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { toMapping } from "./save-import-mapping.ts";

const sort = "-createdAt";
const key = z.tuple([z.guid()]);

/** Kept mappings, newest first. Errors: `access.denied`. */
export async function listImportMappings(
  services: Services,
  ctx: TenantContext,
  input: ListImportMappingsInput,
): Promise<Page<KeptImportMapping>> {
  const { limit, cursor, kind } = parseInput(listImportMappingsInput, input);
  const after = decodeCursor(cursor, sort, key);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("import:create");
    const rows = await tx.db
      .select()
      .from(importMappings)
      .where(
        and(
          eq(importMappings.tenantId, tx.tenantId),
          kind === undefined ? undefined : eq(importMappings.kind, kind),
          after === null ? undefined : sql`${importMappings.id} < ${after[0]}::uuid`,
        ),
      )
      .orderBy(desc(importMappings.id))
      .limit(limit + 1);
    return pageFrom(rows, limit, toMapping, (row) => ({ sort, after: [row.id] }));
  });
}
