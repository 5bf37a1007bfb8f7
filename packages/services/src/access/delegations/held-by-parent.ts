import type { EffectivePermission } from "@gloria/permissions";

/** Permissions with all that supports each of them. */
export type HeldPermissions = ReadonlyMap<string, readonly EffectivePermission[]>;

/**
 * What somebody may hand on: under null what they hold themselves, and under the id of each delegation to them what it
 * gives them.
 */
export function heldByParent(effective: readonly EffectivePermission[]): ReadonlyMap<string | null, HeldPermissions> {
  const held = new Map<string | null, Map<string, EffectivePermission[]>>();
  for (const permission of effective) {
    const { delegationId } = permission.source;
    let codes = held.get(delegationId);
    if (codes === undefined) {
      codes = new Map();
      held.set(delegationId, codes);
    }
    const known = codes.get(permission.code);
    if (known === undefined) codes.set(permission.code, [permission]);
    else known.push(permission);
  }
  return held;
}
