import { type Delegation, findPermission, type Me } from "@gloria/contracts";

/** Permissions that stand under one heading. */
export interface DelegableGroup {
  readonly group: string;
  readonly codes: readonly string[];
}

/**
 * What the reader may delegate, heading by heading: what they hold themselves, or (handing on) what was delegated to
 * them and they hold by it. The server decides in the end; this is what is offered.
 */
export function delegableRights(me: Me, parent: Delegation | null): readonly DelegableGroup[] {
  const held = parent
    ? parent.codes.filter((code) => !parent.lacking.includes(code))
    : me.permissions.flatMap(({ code, layer }) => (layer === "DELEGATION" ? [] : code));
  const groups = new Map<string, string[]>();
  for (const code of [...new Set(held)].sort()) {
    const known = findPermission(code);
    if (known?.delegable === false) continue;
    const group = known?.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), code]);
  }
  return [...groups].map(([group, codes]) => ({ group, codes }));
}
