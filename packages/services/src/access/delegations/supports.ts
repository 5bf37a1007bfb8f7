import type { DelegateAnswer } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import type { EffectivePermission } from "@gloria/permissions";
import type { HeldPermissions } from "./held-by-parent.ts";

export type Support = DelegateAnswer["supports"][number];

/** What supports each permission the longest. */
export function supportsOf(held: HeldPermissions, codes: readonly string[]): Support[] {
  return codes.map((permission) => {
    const [longest] = [...(held.get(permission) ?? [])].sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity));
    if (longest === undefined) throw new Error(`${permission} is not held`);
    const until = longest.until === null ? null : new Date(longest.until).toISOString();
    return { permission, ...thingOf(longest), until };
  });
}

/**
 * Nothing outlasts what it rests on.
 *
 * @throws AppError `delegation.outlasts_support` with the permission, what supports it, and when that ends
 */
export async function assertSupported(
  tx: TenantTransaction,
  supports: readonly Support[],
  validUntil: Date,
): Promise<void> {
  const [short] = supports
    .filter(({ until }) => until !== null && new Date(until) < validUntil)
    .sort((a, b) => ((a.until ?? "") < (b.until ?? "") ? -1 : 1));
  if (short === undefined) return;
  throw new AppError("delegation.outlasts_support", {
    permission: short.permission,
    support: await nameOf(tx, short),
    supportKind: short.kind,
    supportId: short.id,
    until: short.until,
  });
}

function thingOf({ source }: EffectivePermission): Pick<Support, "kind" | "id"> {
  if (source.delegationId !== null) return { kind: "delegation", id: source.delegationId };
  if (source.assignmentId === null) return { kind: "grant", id: source.ruleId };
  return { kind: source.positionId === null ? "role_assignment" : "position", id: source.assignmentId };
}

const names: Readonly<Record<Support["kind"], string>> = {
  grant: "select g.code as name from gloria.grants g where g.tenant_id = $1::uuid and g.id = $2::uuid",
  role_assignment: `select r.name from gloria.role_assignments a
    join gloria.roles r on r.tenant_id = a.tenant_id and r.id = a.role_id
    where a.tenant_id = $1::uuid and a.id = $2::uuid`,
  position: `select p.name from gloria.assignments a
    join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
    where a.tenant_id = $1::uuid and a.id = $2::uuid`,
  delegation: `select u.name from gloria.delegations d
    join gloria.users u on u.tenant_id = d.tenant_id and u.id = d.delegator_id
    where d.tenant_id = $1::uuid and d.id = $2::uuid`,
};

async function nameOf(tx: TenantTransaction, { kind, id }: Support): Promise<string> {
  const [row] = await tx.sql.unsafe<{ name: string }[]>(names[kind], [tx.tenantId, id]);
  return row?.name ?? id;
}
