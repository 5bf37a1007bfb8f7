import {
  type ListMergesInput,
  listMergesInput,
  type MergeField,
  mergeFields,
  type Page,
  type UserMerge,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { userMerges, users } from "@gloria/db";
import { type Access, rowFilterSql } from "@gloria/permissions";
import { type AnyColumn, and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import {
  attributeColumns,
  decodeCursor,
  instantKey,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  targetAttributes,
} from "../../platform/index.ts";

const nameOf = (column: AnyColumn) =>
  sql<
    string | null
  >`(select p.name from gloria.users p where p.tenant_id = ${userMerges.tenantId} and p.id = ${column})`;

/** What was merged, undone merges included, the newest first: those whose survivor the caller could merge. */
export async function listMerges(
  services: Services,
  ctx: TenantContext,
  input: ListMergesInput,
): Promise<Page<UserMerge>> {
  const wanted = parseInput(listMergesInput, input);
  const after = decodeCursor(wanted.cursor, "-mergedAt", instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:merge");
    const rows = await tx.db
      .select({
        merge: mergeColumns,
        survivorName: users.name,
        schoolId: users.homeSchoolId,
        status: users.status,
        duplicateName: nameOf(userMerges.duplicateId),
        mergedByName: nameOf(userMerges.mergedBy),
        undoneByName: nameOf(userMerges.undoneBy),
      })
      .from(userMerges)
      .innerJoin(users, and(eq(users.tenantId, userMerges.tenantId), eq(users.id, userMerges.survivorId)))
      .where(
        and(
          eq(userMerges.tenantId, tx.tenantId),
          visibleMerges(access),
          wanted.userId === undefined
            ? undefined
            : or(eq(userMerges.survivorId, wanted.userId), eq(userMerges.duplicateId, wanted.userId)),
          after === null
            ? undefined
            : sql`(${userMerges.mergedAt}, ${userMerges.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(userMerges.mergedAt), desc(userMerges.id))
      .limit(wanted.limit + 1);
    const target = (row: (typeof rows)[number]) => ({
      tenantId: tx.tenantId,
      ownerId: row.merge.survivorId,
      departmentIds: [],
      schoolIds: row.schoolId === null ? [] : [row.schoolId],
      resource: { type: "user", id: row.merge.survivorId },
      attributes: targetAttributes("user", { status: row.status, homeSchoolId: row.schoolId }),
    });
    return pageFrom(
      rows,
      wanted.limit,
      (row): UserMerge => ({
        id: row.merge.id,
        survivor: { id: row.merge.survivorId, name: row.survivorName },
        duplicate: { id: row.merge.duplicateId, name: row.duplicateName ?? "" },
        takenFields: row.merge.takenFields.filter((field): field is MergeField =>
          (mergeFields as readonly string[]).includes(field),
        ),
        reason: row.merge.reason,
        mergedAt: row.merge.mergedAt.toISOString(),
        mergedBy: row.merge.mergedBy === null ? null : { id: row.merge.mergedBy, name: row.mergedByName ?? "" },
        undoneAt: row.merge.undoneAt?.toISOString() ?? null,
        undoneBy: row.merge.undoneBy === null ? null : { id: row.merge.undoneBy, name: row.undoneByName ?? "" },
        can: {
          undo: row.merge.undoneAt === null && row.merge.purgedAt === null && access.can("user:merge", target(row)),
        },
      }),
      ({ merge }) => ({ sort: "-mergedAt", after: [merge.mergedAt.toISOString(), merge.id] }),
    );
  });
}

// Without the images: they may be long, and nobody needs them here.
const mergeColumns = {
  id: userMerges.id,
  survivorId: userMerges.survivorId,
  duplicateId: userMerges.duplicateId,
  takenFields: userMerges.takenFields,
  reason: userMerges.reason,
  mergedAt: userMerges.mergedAt,
  mergedBy: userMerges.mergedBy,
  undoneAt: userMerges.undoneAt,
  undoneBy: userMerges.undoneBy,
  purgedAt: userMerges.purgedAt,
};

function visibleMerges(access: Access): SQL | undefined {
  return rowFilterSql(access.filter("user:merge"), {
    own: (ownerId) => eq(userMerges.survivorId, ownerId),
    school: (ids) => sql`${users.homeSchoolId} = any(${sql.param(ids)}::uuid[])`,
    department: null,
    schoolless: isNull(users.homeSchoolId),
    resource: { type: "user", is: (ids) => sql`${userMerges.survivorId} = any(${sql.param(ids)}::uuid[])` },
    attributes: attributeColumns("user", users),
  });
}
