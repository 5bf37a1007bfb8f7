import { departments, positions, roles, schools, type TenantTransaction, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { type SQL, sql } from "drizzle-orm";
import { visibleDepartments, visiblePositions, visibleSchools, visibleUsers } from "../../organisation/index.ts";

const kinds = ["school", "department", "position", "role", "user"] as const;
export type NamedKind = (typeof kinds)[number];

/** Ids whose names are wanted; repeated ones and null cost nothing. */
export type WantedNames = Readonly<Record<NamedKind, Iterable<string | null>>>;

/** The name of something; null when it is gone, or not for the caller's eyes. */
export type Names = (kind: NamedKind, id: string) => string | null;

/**
 * Names in one statement, of what the caller may see.
 *
 * @param own what the caller's own rights consist of: the places, positions and roles among it are no secret to them
 */
export async function loadNames(
  tx: TenantTransaction,
  access: Access,
  wanted: WantedNames,
  own: Partial<WantedNames> = {},
): Promise<Names> {
  const parts = kinds.flatMap((kind) => {
    const known = idsOf(own[kind] ?? []);
    const ids = idsOf([...wanted[kind], ...known]);
    return ids.length === 0 ? [] : [selectNames(tx.tenantId, access, kind, ids, known)];
  });
  const rows =
    parts.length === 0
      ? []
      : await tx.db.execute<{ kind: NamedKind; id: string; name: string }>(sql.join(parts, sql` union all `));
  const names = new Map([...rows].map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  return (kind, id) => names.get(`${kind} ${id}`) ?? null;
}

function idsOf(ids: Iterable<string | null>): string[] {
  return [...new Set(ids)].filter((id) => id !== null);
}

const tables = { school: schools, department: departments, position: positions, role: roles, user: users } as const;

function selectNames(tenantId: string, access: Access, kind: NamedKind, ids: string[], own: string[]): SQL {
  const table = tables[kind];
  const seen = visible(access, kind);
  const shown = seen === undefined ? sql`true` : sql`(${table.id} = any(${sql.param(own)}::uuid[]) or ${seen})`;
  return sql`select ${kind} as kind, ${table.id} as id, ${table.name} as name from ${table}
    where ${table.tenantId} = ${tenantId}::uuid and ${table.id} = any(${sql.param(ids)}::uuid[]) and ${shown}`;
}

function visible(access: Access, kind: NamedKind): SQL | undefined {
  switch (kind) {
    case "school":
      return visibleSchools(access);
    case "department":
      return visibleDepartments(access);
    case "position":
      return visiblePositions(access);
    case "role":
      return access.can("role:read") ? undefined : sql`false`;
    case "user":
      return access.userId === null
        ? visibleUsers(access)
        : sql`(${users.id} = ${access.userId}::uuid or ${visibleUsers(access) ?? sql`true`})`;
  }
}
