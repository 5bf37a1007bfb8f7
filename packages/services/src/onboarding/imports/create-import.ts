import { type CreateImportInput, createImportInput, type Import } from "@gloria/contracts";
import { AppError, newId, type TenantContext } from "@gloria/core";
import { importMappings, imports } from "@gloria/db";
import { enqueueOutbox } from "@gloria/jobs";
import { and, eq } from "drizzle-orm";
import {
  assertMayReadFile,
  assertSchoolExists,
  findReadableFile,
  keepFileUntil,
  parseInput,
  recordAudit,
  type Services,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { importTarget, showImports } from "./import-queries.ts";

/** How long rows, error file and undo are kept. */
const keptDays = 30;

/**
 * Begins an import: a job reads the file and shows what each row would do; nothing is changed before the commit.
 * Columns of specific personal data are not even read unless that is asked for, which needs a right of its own.
 *
 * Errors: `access.denied`, `file.not_found`, `file.expired`, `school.not_found`, `import.mapping_not_found`.
 */
export async function createImport(services: Services, ctx: TenantContext, input: CreateImportInput): Promise<Import> {
  const { fileId, kind, preset, mapping, mappingId, sheet, includeSpecific, ...rest } = parseInput(
    createImportInput,
    input,
  );
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    const schoolId = rest.schoolId ?? ctx.schoolId;
    const startedBy = access.userId;
    access.assert("import:create", importTarget({ tenantId: tx.tenantId, schoolId, startedBy, kind }));
    if (includeSpecific) {
      access.assert("employee.sensitive:update", {
        tenantId: tx.tenantId,
        ownerId: null,
        departmentIds: [],
        schoolIds: schoolId === null ? [] : [schoolId],
      });
    }
    if (schoolId !== null) await assertSchoolExists(tx, schoolId);
    const file = await findReadableFile(tx, fileId);
    assertMayReadFile(access, file);
    const [today] = await tx.sql.unsafe<{ day: string; until: Date }[]>(
      "select gloria.today_in($1::uuid, null)::text as day, now() + make_interval(days => $2::int) as until",
      [tx.tenantId, keptDays],
    );
    if (today === undefined) throw new Error("the database told no date");
    const chosen = mapping ?? (mappingId === undefined ? null : await keptMapping(tx, mappingId));
    const id = newId();
    const [row] = await tx.db
      .insert(imports)
      .values({
        tenantId: tx.tenantId,
        id,
        kind,
        schoolId,
        fileId,
        fileName: file.name,
        format: /\.xlsx$/i.test(file.name) || file.mediaType.includes("spreadsheet") ? "xlsx" : "csv",
        preset: preset ?? null,
        mapping: chosen,
        options: { today: today.day, includeSpecific, sheet: sheet ?? null },
        actorId: startedBy,
        actorName: ctx.actor.kind === "system" ? ctx.actor.name : null,
        startedBy,
        locale: ctx.locale,
        expiresAt: new Date(today.until),
      })
      .returning();
    if (row === undefined) throw new Error("insert returned no row");
    await Promise.all([
      // The error file is made from it, as long as there is one.
      keepFileUntil(tx, fileId, row.expiresAt),
      enqueueOutbox(tx, "import.run", { tenantId: tx.tenantId, importId: id, phase: "dry_run" }),
      recordAudit(tx, "import.create", {
        entity: { type: "import", id, version: row.version, label: row.fileName },
        schoolId,
        batchId: id,
      }),
    ]);
    return one(await showImports(tx, [row], access));
  });
}

async function keptMapping(tx: VerbTransaction, id: string): Promise<unknown> {
  const [row] = await tx.db
    .select({ mapping: importMappings.mapping })
    .from(importMappings)
    .where(and(eq(importMappings.tenantId, tx.tenantId), eq(importMappings.id, id)));
  if (row === undefined) throw new AppError("import.mapping_not_found");
  return row.mapping;
}

function one(shown: readonly Import[]): Import {
  const [first] = shown;
  if (first === undefined) throw new Error("an import was not shown");
  return first;
}
