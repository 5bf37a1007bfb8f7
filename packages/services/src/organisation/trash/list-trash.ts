import {
  type ListTrashInput,
  listTrashInput,
  type Page,
  type PermissionCode,
  type TrashItem,
  type TrashKind,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { type Access, rowFilterSql } from "@gloria/permissions";
import { type SQL, sql } from "drizzle-orm";
import {
  decodeCursor,
  escapeLike,
  instantKey,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
} from "../../platform/index.ts";

/** How the rows of a kind are read, and who may see them; all of it constants of the code. */
interface TrashTable {
  readonly permission: PermissionCode;
  readonly table: string;
  readonly code: string;
  readonly schoolId: string;
  /** Further rows that are no trash any more. */
  readonly where: string;
}

const tables: Readonly<Record<TrashKind, TrashTable>> = {
  user: {
    permission: "user:restore",
    table: "users",
    code: "t.nip",
    schoolId: "t.home_school_id",
    where: "t.purged_at is null and t.merged_into is null",
  },
  school: { permission: "school:restore", table: "schools", code: "t.code", schoolId: "t.id", where: "true" },
  department: {
    permission: "department:restore",
    table: "departments",
    code: "t.code",
    schoolId: "t.school_id",
    where: "true",
  },
  position: {
    permission: "position:restore",
    table: "positions",
    code: "t.code",
    schoolId: "t.school_id",
    where: "true",
  },
  employee: {
    permission: "employee:restore",
    table: "employees",
    code: "t.nip",
    schoolId: "t.school_id",
    where: "true",
  },
};

interface TrashRow {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly school_id: string | null;
  readonly school_name: string | null;
  readonly deleted_at: Date;
  readonly deleted_by: string | null;
  readonly deleter_name: string | null;
}

/**
 * What was deleted softly and could come back, one kind at a time, the latest first: only what the caller may restore.
 * Purged people are gone, and merged ones come back by undoing the merge.
 *
 * Errors: `access.denied` for who may restore nothing of the kind.
 */
export async function listTrash(
  services: Services,
  ctx: TenantContext,
  input: ListTrashInput,
): Promise<Page<TrashItem>> {
  const wanted = parseInput(listTrashInput, input);
  const after = decodeCursor(wanted.cursor, "-deletedAt", instantKey);
  const { permission, table, code, schoolId, where } = tables[wanted.kind];
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert(permission);
    const rows = await tx.db.execute<TrashRow & Record<string, unknown>>(sql`
      select t.id, t.name, ${sql.raw(code)} as code, ${sql.raw(schoolId)} as school_id, s.name as school_name,
        t.deleted_at, t.deleted_by, d.name as deleter_name
      from gloria.${sql.raw(table)} t
      left join gloria.schools s on s.tenant_id = t.tenant_id and s.id = ${sql.raw(schoolId)}
      left join gloria.users d on d.tenant_id = t.tenant_id and d.id = t.deleted_by
      where t.tenant_id = ${tx.tenantId}::uuid and t.deleted_at is not null and ${sql.raw(where)}
        and ${restorable(access, wanted.kind) ?? sql`true`}
        and ${wanted.q === undefined ? sql`true` : sql`gloria.fold(t.name) like '%' || gloria.fold(${escapeLike(wanted.q)}) || '%'`}
        and ${after === null ? sql`true` : sql`(t.deleted_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
      order by t.deleted_at desc, t.id desc limit ${wanted.limit + 1}`);
    return pageFrom(
      [...rows].map((row) => ({ ...row, deletedAt: new Date(row.deleted_at).toISOString() })),
      wanted.limit,
      (row): TrashItem => {
        const target = {
          tenantId: tx.tenantId,
          ownerId: wanted.kind === "user" ? row.id : null,
          departmentIds: wanted.kind === "department" ? [row.id] : [],
          schoolIds: row.school_id === null ? [] : [row.school_id],
          resource: { type: wanted.kind, id: row.id },
        };
        return {
          kind: wanted.kind,
          id: row.id,
          name: row.name,
          code: row.code,
          schoolId: row.school_id,
          schoolName: row.school_name,
          deletedAt: row.deletedAt,
          deletedBy: row.deleted_by === null ? null : { id: row.deleted_by, name: row.deleter_name ?? "" },
          can: {
            restore: access.can(permission, target),
            purge: wanted.kind === "user" && access.can("user:purge", target),
          },
        };
      },
      (row) => ({ sort: "-deletedAt", after: [row.deletedAt, row.id] }),
    );
  });
}

function restorable(access: Access, kind: TrashKind): SQL | undefined {
  const { permission, schoolId } = tables[kind];
  return rowFilterSql(access.filter(permission), {
    own: kind === "user" ? (ownerId) => sql`t.id = ${ownerId}::uuid` : null,
    school: (ids) => sql`${sql.raw(schoolId)} = any(${sql.param(ids)}::uuid[])`,
    department: kind === "department" ? (ids) => sql`t.id = any(${sql.param(ids)}::uuid[])` : null,
    schoolless: sql`${sql.raw(schoolId)} is null`,
    resource: { type: kind, is: (ids) => sql`t.id = any(${sql.param(ids)}::uuid[])` },
  });
}
