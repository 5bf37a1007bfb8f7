import type { EffectivePermission } from "@gloria/permissions";

/** What somebody has on one side alone. */
export interface RightsDifference {
  readonly gains: readonly EffectivePermission[];
  readonly loses: readonly EffectivePermission[];
}

/** What of each side nothing on the other side covers: a right that only comes from elsewhere is no difference. */
export function compareRights(
  before: readonly EffectivePermission[],
  after: readonly EffectivePermission[],
): RightsDifference {
  return { gains: uncovered(after, before), loses: uncovered(before, after) };
}

function uncovered(these: readonly EffectivePermission[], by: readonly EffectivePermission[]): EffectivePermission[] {
  const same = new Set(by.map(keyOf));
  const byCode = new Map<string, EffectivePermission[]>();
  for (const one of by) {
    const known = byCode.get(one.code);
    if (known === undefined) byCode.set(one.code, [one]);
    else known.push(one);
  }
  const missing = new Map<string, EffectivePermission>();
  for (const one of these) {
    const key = keyOf(one);
    // Most stand on both sides; and two rules that give the same are one difference.
    if (same.has(key) || missing.has(key)) continue;
    if (!(byCode.get(one.code) ?? []).some((other) => covers(other, one))) missing.set(key, one);
  }
  return [...missing.values()];
}

/** Whether `wide` gives all that `narrow` does, as far as scopes and places can tell. */
function covers(wide: EffectivePermission, narrow: EffectivePermission): boolean {
  // What is taken out of the wider one may be the narrower.
  if (wide.limited) return false;
  if (wide.resource !== null && !isSameResource(wide, narrow)) return false;
  if (wide.scope === "ALL") return true;
  if (isSamePlace(wide, narrow)) return true;
  // Every scope includes what its holder owns; delegated, that is the delegator.
  if (narrow.scope === "OWN") return wide.source.delegatorId === narrow.source.delegatorId;
  const { schoolId } = wide.anchor;
  return wide.scope === "SCHOOL" && narrow.scope !== "ALL" && schoolId !== null && schoolId === narrow.anchor.schoolId;
}

/** The same for rights that give the same: by which rule they do so is left aside. */
function keyOf({ code, scope, anchor, resource, source, limited }: EffectivePermission): string {
  const { schoolId, departmentId } = anchor;
  const place =
    scope === "ALL" ? [] : scope === "OWN" ? [source.delegatorId] : [source.delegatorId, schoolId, departmentId];
  return JSON.stringify([code, limited, resource?.type, resource?.id, scope, ...place]);
}

function isSamePlace(a: EffectivePermission, b: EffectivePermission): boolean {
  if (a.scope !== b.scope) return false;
  if (a.scope === "ALL") return true;
  if (a.source.delegatorId !== b.source.delegatorId) return false;
  if (a.scope === "OWN") return true;
  return a.anchor.schoolId === b.anchor.schoolId && a.anchor.departmentId === b.anchor.departmentId;
}

function isSameResource(a: EffectivePermission, b: EffectivePermission): boolean {
  return a.resource?.type === b.resource?.type && a.resource?.id === b.resource?.id;
}
