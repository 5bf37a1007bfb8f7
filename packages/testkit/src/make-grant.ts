import { newId } from "@gloria/core";
import type { Sql } from "postgres";

/** A direct grant to a person. */
export interface GrantRow {
  readonly userId: string;
  readonly code: string;
  readonly effect?: "ALLOW" | "DENY";
  readonly scope: "OWN" | "DEPARTMENT" | "SCHOOL" | "ALL";
  readonly schoolId?: string;
  readonly departmentId?: string;
  /** CEL. */
  readonly condition?: string;
}

export async function makeGrant(owner: Sql, tenantId: string, grant: GrantRow): Promise<string> {
  const id = newId();
  await owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope, school_id, department_id, condition)
    values (${tenantId}, ${id}, 'user', ${grant.userId}, ${grant.code}, ${grant.effect ?? "ALLOW"}, ${grant.scope},
      ${grant.schoolId ?? null}, ${grant.departmentId ?? null},
      ${grant.condition ?? null})`;
  return id;
}
