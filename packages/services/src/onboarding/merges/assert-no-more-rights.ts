import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { compileLoaded, type EffectivePermission, effective, loadFacts } from "@gloria/permissions";

/** What somebody may do, as text that can be compared: a permission, its scope, its place, and whether all of it. */
export type Rights = ReadonlyMap<string, EffectivePermission>;

/** Read from the rows as this very transaction sees them, its own changes included; nothing remembered is asked. */
export async function readRights(tx: TenantTransaction, userId: string): Promise<Rights> {
  const [loaded, { now }] = await Promise.all([loadFacts(tx, userId), tx.opening]);
  const { userActive, tenantActive } = loaded.raw;
  const permissions = userActive && tenantActive ? effective(compileLoaded(loaded, now.getTime()), now.getTime()) : [];
  const rights = new Map<string, EffectivePermission>();
  for (const permission of permissions) {
    const key = keyOf(permission);
    // The same twice, once with something taken out of it: the whole is what counts.
    if (rights.get(key)?.limited !== false) rights.set(key, permission);
  }
  return rights;
}

/**
 * The two together gain nothing by a merge: whatever the survivor may do now, one of them could do before.
 *
 * @throws AppError `user.merge_raises_rights` with the permissions that would be new
 */
export function assertNoMoreRights(after: Rights, before: readonly Rights[]): void {
  const gained = gainedRights(after, before);
  if (gained.length === 0) return;
  const codes = [...new Set(gained.map(({ code }) => code))].sort();
  throw new AppError("user.merge_raises_rights", { permissions: codes.slice(0, 20), count: codes.length });
}

/** What is in none of those before. */
export function gainedRights(after: Rights, before: readonly Rights[]): EffectivePermission[] {
  const isNew = ([key, permission]: [string, EffectivePermission]) =>
    !before.some((rights) => covers(rights, key, permission));
  return [...after].filter(isNew).map(([, permission]) => permission);
}

function covers(rights: Rights, key: string, { limited }: EffectivePermission): boolean {
  const held = rights.get(key);
  return held !== undefined && (limited || !held.limited);
}

function keyOf({ code, scope, anchor, resource }: EffectivePermission): string {
  const place = scope === "ALL" || scope === "OWN" ? [] : [anchor.schoolId, anchor.departmentId];
  return JSON.stringify([code, scope, place, resource === null ? null : [resource.type, resource.id]]);
}
