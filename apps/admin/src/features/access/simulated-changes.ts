import { type SimulatePermissionsInput, simulatedChangeSchema } from "@gloria/contracts";
import { choicesOf } from "../../lib/choices-of.ts";

export type ChangeInput = SimulatePermissionsInput["changes"][number];
export type ChangeKind = ChangeInput["kind"];

export const changeKinds = choicesOf<ChangeKind>({
  role_assign: true,
  role_remove: true,
  role_grant_add: true,
  role_grant_end: true,
  role_edge_add: true,
  role_edge_remove: true,
  grant_add: true,
  grant_end: true,
  delegation_add: true,
  delegation_revoke: true,
  user_suspend: true,
  module_switch: true,
});

/** A change to try, and what its parts are called. */
export interface NamedChange {
  readonly change: ChangeInput;
  readonly names: readonly string[];
}

/** What can be said about a change before it is made; ids, codes and words. */
export interface ChangeParts {
  readonly person?: string;
  readonly role?: string;
  readonly parent?: string;
  readonly permission?: string;
  readonly scope?: string;
  readonly school?: string;
  readonly roleGrant?: string;
  readonly grant?: string;
  readonly delegation?: string;
  readonly module?: string;
  readonly turn?: string;
}

export type PartName = keyof ChangeParts;

/** What each kind of change needs; `school` alone may be left out. */
export const partsOf: Readonly<Record<ChangeKind, readonly PartName[]>> = {
  role_assign: ["person", "role", "school"],
  role_remove: ["person", "role"],
  role_grant_add: ["role", "permission", "scope"],
  role_grant_end: ["role", "roleGrant"],
  role_edge_add: ["role", "parent"],
  role_edge_remove: ["role", "parent"],
  grant_add: ["person", "permission", "scope", "school"],
  grant_end: ["person", "grant"],
  delegation_add: ["person", "permission"],
  delegation_revoke: ["delegation"],
  user_suspend: ["person"],
  module_switch: ["module", "turn"],
};

const delegatedDays = 7;

/** The change, once all that it needs is there; else nothing. */
export function buildChange(kind: ChangeKind, parts: ChangeParts, now: Date): ChangeInput | null {
  const input = inputOf(kind, parts, now);
  return simulatedChangeSchema.safeParse(input).success ? (input as ChangeInput) : null;
}

function inputOf(kind: ChangeKind, parts: ChangeParts, now: Date): Readonly<Record<string, unknown>> {
  const { person, role, permission, scope } = parts;
  const place = parts.school ? { schoolId: parts.school } : {};
  switch (kind) {
    case "role_assign":
      return { kind, userId: person, roleId: role, ...place };
    case "role_remove":
      return { kind, userId: person, roleId: role };
    case "role_grant_add":
      return { kind, id: role, code: permission, scope };
    case "role_grant_end":
      return { kind, id: role, permId: parts.roleGrant };
    case "role_edge_add":
    case "role_edge_remove":
      return { kind, id: role, parentId: parts.parent };
    case "grant_add":
      return { kind, subjectKind: "user", subjectId: person, code: permission, scope, ...place };
    case "grant_end":
      return { kind, id: parts.grant };
    case "delegation_add":
      return {
        kind,
        delegateId: person,
        codes: permission ? [permission] : [],
        validUntil: new Date(now.getTime() + delegatedDays * 86_400_000).toISOString(),
        reason: "…",
      };
    case "delegation_revoke":
      return { kind, id: parts.delegation };
    case "user_suspend":
      return { kind, id: person };
    case "module_switch":
      return { kind, id: parts.module, isEnabled: parts.turn === "on" };
  }
}

/** The list as it stands in the address; what is no change any more is left out. */
export function readChanges(text: string | undefined): readonly NamedChange[] {
  if (text === undefined) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Somebody cut the address: as good as none.
    return [];
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const { change, names } = (typeof entry === "object" && entry !== null ? entry : {}) as Partial<NamedChange>;
    if (!simulatedChangeSchema.safeParse(change).success || !Array.isArray(names)) return [];
    return [{ change: change as ChangeInput, names: names.map(String) }];
  });
}
