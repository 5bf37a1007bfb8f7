import type { PermissionEffect, PermissionScope } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { commonSpan, fromNowOn, type Span } from "../../platform/index.ts";
import {
  type Gain,
  type KnownPermissions,
  loadKnownPermissions,
  type Place,
  permissionsNamedBy,
  reachesOf,
} from "../escalation/index.ts";
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

/** The things that some of these grants are about, as permissions see them, by type and id. */
export type GrantedThings = ReadonlyMap<string, Target>;

export async function loadGrantedThings(
  tx: TenantTransaction,
  carried: readonly CarriedGrant[],
): Promise<GrantedThings> {
  const things = new Map<string, Target>();
  for (const { resource_type: type, resource_id: id } of carried) {
    if (type !== null && id !== null) things.set(`${type} ${id}`, (await findResource(tx, type, id)).target);
  }
  return things;
}

/**
 * What people at these places come to hold by grants of this effect: by ALLOWs that reach them, or by DENYs that are
 * lifted.
 *
 * @param held how long they have, or would have had, what carries the grants
 */
export function gainsAt(
  known: KnownPermissions,
  carried: readonly CarriedGrant[],
  things: GrantedThings,
  effect: PermissionEffect,
  places: readonly Place[],
  held: Span = fromNowOn,
): Gain[] {
  return carried.flatMap((grant) => {
    const span = commonSpan(held, grant);
    if (grant.effect !== effect || span === null) return [];
    const codes = permissionsNamedBy(known, grant.code);
    const target = things.get(`${grant.resource_type} ${grant.resource_id}`);
    return [{ codes, reaches: target === undefined ? reachesOf(effect, grant.scope, places) : [{ target }], span }];
  });
}

/** {@link gainsAt} of grants that are at hand. */
export async function gainsOfCarried(
  tx: TenantTransaction,
  known: KnownPermissions,
  carried: readonly CarriedGrant[],
  effect: PermissionEffect,
  places: readonly Place[],
  held: Span = fromNowOn,
): Promise<Gain[]> {
  return gainsAt(known, carried, await loadGrantedThings(tx, carried), effect, places, held);
}

/** {@link gainsAt} of a role with all that it takes over. */
export async function gainsOfRole(
  tx: TenantTransaction,
  roleId: string,
  effect: PermissionEffect,
  places: readonly Place[],
): Promise<Gain[]> {
  const [known, carried] = [await loadKnownPermissions(tx), await loadCarriedGrants(tx, roleId)];
  return gainsOfCarried(tx, known, carried, effect, places);
}

/** The permissions that the ALLOWs among them name today, each once. */
export function permissionsOf(known: KnownPermissions, carried: readonly CarriedGrant[]): string[] {
  const named = carried
    .filter(({ effect }) => effect === "ALLOW")
    .flatMap(({ code }) => permissionsNamedBy(known, code));
  return [...new Set(named)].sort();
}
