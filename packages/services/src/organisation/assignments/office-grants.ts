import type { PermissionEffect, PermissionScope } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import {
  commonSpan,
  fromNowOn,
  type Gain,
  type KnownPermissions,
  type Place,
  permissionsNamedBy,
  type Reach,
  reachesOf,
  type Span,
} from "../../platform/index.ts";

/** A grant that people have by a position, or by being in a department or below it; open and not over. */
export interface OfficeGrant extends Span {
  readonly kind: "position" | "department";
  readonly subjectId: string;
  readonly code: string;
  readonly effect: PermissionEffect;
  readonly scope: PermissionScope;
  /** The one thing that it is about. */
  readonly resource: { readonly type: string; readonly id: string } | null;
}

/** What {@link toOfficeGrant} reads, of grants `g`. */
export const officeGrantColumns = `g.subject_kind as kind, g.subject_id, g.code, g.effect, g.scope, g.resource_type,
  g.resource_id, g.valid_from, g.valid_until`;

export const openGrant = "g.ended_at is null and (g.valid_until is null or g.valid_until > now())";

export interface OfficeGrantRow {
  readonly kind: OfficeGrant["kind"];
  readonly subject_id: string;
  readonly code: string;
  readonly effect: PermissionEffect;
  readonly scope: PermissionScope;
  readonly resource_type: string | null;
  readonly resource_id: string | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

export function toOfficeGrant(row: OfficeGrantRow): OfficeGrant {
  return {
    kind: row.kind,
    subjectId: row.subject_id,
    code: row.code,
    effect: row.effect,
    scope: row.scope,
    resource:
      row.resource_type === null || row.resource_id === null ? null : { type: row.resource_type, id: row.resource_id },
    validFrom: row.valid_from === null ? null : new Date(row.valid_from),
    validUntil: row.valid_until === null ? null : new Date(row.valid_until),
  };
}

export async function loadOfficeGrants(
  tx: TenantTransaction,
  positionIds: readonly string[],
  departmentIds: readonly string[],
): Promise<OfficeGrant[]> {
  const rows = await tx.sql.unsafe<OfficeGrantRow[]>(
    `select ${officeGrantColumns} from gloria.grants g where g.tenant_id = $1::uuid and ${openGrant}
       and ((g.subject_kind = 'position' and g.subject_id = any($2::uuid[]))
         or (g.subject_kind = 'department' and g.subject_id = any($3::uuid[])))
     order by g.id`,
    [tx.tenantId, [...positionIds], [...departmentIds]],
  );
  return rows.map(toOfficeGrant);
}

/** A department with all above it; none without one. */
export async function loadLineage(tx: TenantTransaction, departmentId: string | null): Promise<string[]> {
  if (departmentId === null) return [];
  const rows = await tx.sql.unsafe<{ id: string }[]>(
    `with recursive above(id, parent_id) as (
       select d.id, d.parent_id from gloria.departments d where d.tenant_id = $1::uuid and d.id = $2::uuid
       union
       select d.id, d.parent_id from above join gloria.departments d on d.tenant_id = $1::uuid and d.id = above.parent_id
     )
     select id from above`,
    [tx.tenantId, departmentId],
  );
  return rows.map(({ id }) => id);
}

/** What people at these places come to hold by these grants, or may do again once they are not denied it. */
export function gainsOfOffice(
  known: KnownPermissions,
  grants: readonly OfficeGrant[],
  places: readonly Place[],
  held: Span = fromNowOn,
): Gain[] {
  return grants.flatMap((grant) => {
    const span = commonSpan(held, grant);
    if (span === null) return [];
    return [{ codes: permissionsNamedBy(known, grant.code), reaches: reachesOfOffice(grant, places), span }];
  });
}

function reachesOfOffice({ effect, scope, resource }: OfficeGrant, places: readonly Place[]): Reach[] {
  // Where the thing lies is not asked: only who holds it for that thing, or everywhere, gives it.
  if (resource !== null) return [{ target: { ownerId: null, departmentIds: [], schoolIds: [], resource } }];
  return reachesOf(effect, scope, places);
}
