import {
  importMappingSchema,
  type KeptImportMapping,
  type SaveImportMappingInput,
  saveImportMappingInput,
} from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { importMappings } from "@gloria/db";
import { and, eq, sql } from "drizzle-orm";
import { nextVersion, parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";

/** Keeps a mapping under a name; one of the same name is replaced. Errors: `access.denied`. */
export async function saveImportMapping(
  services: Services,
  ctx: TenantContext,
  input: SaveImportMappingInput,
): Promise<KeptImportMapping> {
  const { kind, name, mapping } = parseInput(saveImportMappingInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("import:create");
    const named = and(
      eq(importMappings.tenantId, tx.tenantId),
      eq(importMappings.kind, kind),
      sql`lower(${importMappings.name}) = lower(${name})`,
    );
    const [replaced] = await tx.db
      .update(importMappings)
      .set({ name, mapping, ...nextVersion(importMappings) })
      .where(named)
      .returning();
    const [made] =
      replaced !== undefined
        ? [replaced]
        : await tx.db
            .insert(importMappings)
            .values({ tenantId: tx.tenantId, id: newId(), kind, name, mapping, createdBy: access.userId })
            .returning();
    const row = made;
    if (row === undefined) throw new Error("insert returned no row");
    await recordAudit(tx, "import_mapping.save", {
      entity: { type: "import_mapping", id: row.id, version: row.version, label: row.name },
    });
    return toMapping(row);
  });
}

export function toMapping(row: typeof importMappings.$inferSelect): KeptImportMapping {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    mapping: importMappingSchema.parse(row.mapping),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
