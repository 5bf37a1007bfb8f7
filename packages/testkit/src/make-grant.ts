import { newId } from "@gloria/core";
import type { Sql } from "postgres";

/** A direct grant to a person. */
/** A grant to a person, or else to a role. */
export type GrantRow = GrantFields & ({ readonly userId: string } | { readonly roleId: string });

interface GrantFields {
  readonly code: string;
  readonly effect?: "ALLOW" | "DENY";
  readonly scope: "OWN" | "DEPARTMENT" | "SCHOOL" | "ALL";
  readonly schoolId?: string;
  readonly departmentId?: string;
  readonly resource?: { readonly type: string; readonly id: string };
  /** CEL. */
  readonly condition?: string;
}

export async function makeGrant(owner: Sql, tenantId: string, grant: GrantRow): Promise<string> {
  const id = newId();
  const [kind, subject] = "userId" in grant ? ["user", grant.userId] : ["role", grant.roleId];
  await owner`
    insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope, school_id, department_id,
      resource_type, resource_id, condition)
    values (${tenantId}, ${id}, ${kind}, ${subject}, ${grant.code}, ${grant.effect ?? "ALLOW"}, ${grant.scope},
      ${grant.schoolId ?? null}, ${grant.departmentId ?? null}, ${grant.resource?.type ?? null},
      ${grant.resource?.id ?? null}, ${grant.condition ?? null})`;
  return id;
}
