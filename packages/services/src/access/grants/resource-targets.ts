import { type ResourceType, resourceTypes } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import type { Target } from "@gloria/permissions";
import { findUserTarget } from "../../organisation/index.ts";

/** One thing that a grant can be about. */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly name: string | null;
  readonly target: Target;
}

interface ResourceRow {
  readonly name: string | null;
  readonly owner_id: string | null;
  readonly school_id: string | null;
  readonly department_id: string | null;
}

/**
 * One thing of the tenant, and what permissions see of it.
 *
 * @throws AppError `resource.not_found` with type and id
 */
export async function getResource(tx: TenantTransaction, type: ResourceType, id: string): Promise<Resource> {
  const resource = await findResource(tx, type, id);
  if (resource.name === null) throw new AppError("resource.not_found", { type, id });
  return resource;
}

/** {@link getResource}, and for one that is gone a thing that lies nowhere, so that its grants can be taken back. */
export async function findResource(tx: TenantTransaction, type: string, id: string): Promise<Resource> {
  const known = resourceTypes.find((one) => one === type);
  const [row] = known === undefined ? [] : await tx.sql.unsafe<ResourceRow[]>(resourceSql[known], [tx.tenantId, id]);
  const target =
    type === "user" && row !== undefined
      ? await findUserTarget(tx, id)
      : {
          tenantId: tx.tenantId,
          ownerId: row?.owner_id ?? null,
          departmentIds: present(row?.department_id),
          schoolIds: present(row?.school_id),
          resource: { type, id },
        };
  return { type, id, name: row === undefined ? null : (row.name ?? ""), target };
}

function present(id: string | null | undefined): string[] {
  return id === null || id === undefined ? [] : [id];
}

const nobody = "null::uuid as owner_id";
const noDepartment = "null::uuid as department_id";

const resourceSql: Readonly<Record<ResourceType, string>> = {
  user: `select u.name, u.id as owner_id, u.home_school_id as school_id, ${noDepartment} from gloria.users u
    where u.tenant_id = $1 and u.id = $2 and u.deleted_at is null`,
  employee: `select e.name, u.id as owner_id, e.school_id, ${noDepartment} from gloria.employees e
    left join gloria.users u on u.tenant_id = e.tenant_id and u.nip = e.nip and u.deleted_at is null
    where e.tenant_id = $1 and e.id = $2 and e.deleted_at is null`,
  school: `select s.name, ${nobody}, s.id as school_id, ${noDepartment} from gloria.schools s
    where s.tenant_id = $1 and s.id = $2 and s.deleted_at is null`,
  department: `select d.name, ${nobody}, d.school_id, d.id as department_id from gloria.departments d
    where d.tenant_id = $1 and d.id = $2 and d.deleted_at is null`,
  position: `select p.name, ${nobody}, p.school_id, p.department_id from gloria.positions p
    where p.tenant_id = $1 and p.id = $2 and p.deleted_at is null`,
  assignment: `select p.name, a.user_id as owner_id, a.school_id, a.department_id from gloria.assignments a
    join gloria.positions p on p.tenant_id = a.tenant_id and p.id = a.position_id
    where a.tenant_id = $1 and a.id = $2 and a.ended_at is null`,
  export: `select x.kind as name, x.requested_by as owner_id, null::uuid as school_id, ${noDepartment} from gloria.exports x
    where x.tenant_id = $1 and x.id = $2`,
};
