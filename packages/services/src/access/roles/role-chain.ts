import type { PermissionEffect, PermissionScope } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import { commonSpan, fromNowOn, type Span } from "../../platform/index.ts";
import { type Gain, type KnownPermissions, type Place, permissionsNamedBy, reachesOf } from "../escalation/index.ts";
import { findResource } from "../grants/resource-targets.ts";

/** A grant that a role carries or takes over, open and not over. */
export interface CarriedGrant extends Span {
  readonly code: string;
  readonly effect: PermissionEffect;
  readonly scope: PermissionScope;
  readonly resource_type: string | null;
  readonly resource_id: string | null;
}

interface CarriedRow extends Omit<CarriedGrant, keyof Span> {
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

/** What a role carries, with all that it takes over. */
export async function loadCarriedGrants(tx: TenantTransaction, roleId: string): Promise<CarriedGrant[]> {
  const rows = await tx.sql.unsafe<CarriedRow[]>(
    `with recursive up(id) as (
       select $2::uuid
       union
       select e.parent_role_id from gloria.role_edges e join up on e.child_role_id = up.id
       where e.tenant_id = $1::uuid and e.ended_at is null and e.inherit
     )
     select distinct g.code, g.effect, g.scope, g.resource_type, g.resource_id, g.valid_from, g.valid_until
     from gloria.grants g join up on g.subject_id = up.id
     where g.tenant_id = $1::uuid and g.subject_kind = 'role' and g.ended_at is null
       and (g.valid_until is null or g.valid_until > now())`,
    [tx.tenantId, roleId],
  );
  return rows.map(({ valid_from, valid_until, ...row }) => ({
    ...row,
    validFrom: valid_from === null ? null : new Date(valid_from),
    validUntil: valid_until === null ? null : new Date(valid_until),
  }));
}

/**
 * What people at these places come to hold by grants of this effect: by ALLOWs that reach them, or by DENYs that are
 * lifted.
 *
 * @param held how long they have, or would have had, what carries the grants
 */
export async function gainsOfCarried(
  tx: TenantTransaction,
  known: KnownPermissions,
  carried: readonly CarriedGrant[],
  effect: PermissionEffect,
  places: readonly Place[],
  held: Span = fromNowOn,
): Promise<Gain[]> {
  const gains: Gain[] = [];
  for (const grant of carried) {
    if (grant.effect !== effect) continue;
    const span = commonSpan(held, grant);
    if (span === null) continue;
    const codes = permissionsNamedBy(known, grant.code);
    if (grant.resource_type === null || grant.resource_id === null) {
      gains.push({ codes, reaches: reachesOf(effect, grant.scope, places), span });
    } else {
      const { target } = await findResource(tx, grant.resource_type, grant.resource_id);
      gains.push({ codes, reaches: [{ target }], span });
    }
  }
  return gains;
}

/** The permissions that the ALLOWs among them name today, each once. */
export function permissionsOf(known: KnownPermissions, carried: readonly CarriedGrant[]): string[] {
  const named = carried
    .filter(({ effect }) => effect === "ALLOW")
    .flatMap(({ code }) => permissionsNamedBy(known, code));
  return [...new Set(named)].sort();
}
