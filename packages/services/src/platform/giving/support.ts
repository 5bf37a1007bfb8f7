import type { DelegateAnswer } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import type { EffectivePermission } from "@gloria/permissions";

/** What somebody holds a permission by. */
export type Support = Pick<DelegateAnswer["supports"][number], "kind" | "id">;

export function supportBy({ source }: EffectivePermission): Support {
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

/** The code of a grant, the name of a role, a position or a delegator. */
export async function nameSupport(tx: TenantTransaction, { kind, id }: Support): Promise<string> {
  const [row] = await tx.sql.unsafe<{ name: string }[]>(names[kind], [tx.tenantId, id]);
  return row?.name ?? id;
}
