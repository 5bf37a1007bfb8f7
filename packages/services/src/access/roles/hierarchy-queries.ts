import type { RoleHierarchy } from "@gloria/contracts";
import type { TenantTransaction } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { type RoleDataRow, roleTarget } from "./role-queries.ts";

type Related = RoleHierarchy["ancestors"][number];

/** All roles above and below one, and the steps between them, in one statement. */
export async function loadHierarchy(tx: TenantTransaction, role: RoleDataRow, access: Access): Promise<RoleHierarchy> {
  const [row] = await tx.sql.unsafe<{ ancestors: Related[]; descendants: Related[]; edges: RoleHierarchy["edges"] }[]>(
    hierarchySql,
    [tx.tenantId, role.id],
  );
  const isOwn = role.deletedAt === null && !role.isSystem;
  return {
    role: { id: role.id, code: role.code, name: role.name },
    ancestors: row?.ancestors ?? [],
    descendants: row?.descendants ?? [],
    edges: row?.edges ?? [],
    can: { update: isOwn && access.can("role:update", roleTarget(role)) },
  };
}

const walk = (name: string, from: string, to: string) => `
  ${name}(id, distance, inherits) as (
    select $2::uuid, 0, true
    union
    select e.${to}, w.distance + 1, w.inherits and e.inherit
    from ${name} w join gloria.role_edges e on e.tenant_id = $1::uuid and e.${from} = w.id and e.ended_at is null
    join gloria.roles r on r.tenant_id = $1::uuid and r.id = e.${to} and r.deleted_at is null
    where w.distance < 16
  )`;

const listed = (name: string) => `(
  select coalesce(json_agg(json_build_object('id', r.id, 'code', r.code, 'name', r.name, 'level', r.level,
      'isSystem', r.is_system, 'distance', n.distance, 'inherits', n.inherits) order by n.distance, r.level, r.code), '[]')
  from (select id, min(distance) as distance, bool_or(inherits) as inherits from ${name} where distance > 0 group by id) n
  join gloria.roles r on r.tenant_id = $1::uuid and r.id = n.id)`;

const hierarchySql = `
  with recursive ${walk("up", "child_role_id", "parent_role_id")}, ${walk("down", "parent_role_id", "child_role_id")},
  family(id) as (select id from up union select id from down)
  select ${listed("up")} as ancestors, ${listed("down")} as descendants,
    (select coalesce(json_agg(json_build_object('id', e.id, 'childId', e.child_role_id, 'parentId', e.parent_role_id,
        'inherit', e.inherit) order by e.id), '[]')
     from gloria.role_edges e join family c on c.id = e.child_role_id join family p on p.id = e.parent_role_id
     where e.tenant_id = $1::uuid and e.ended_at is null) as edges`;

/** How a new step from `childId` up to `parentId` would fare: whether it closes a circle, and the longest chain then. */
export async function judgeStep(
  tx: TenantTransaction,
  childId: string,
  parentId: string,
): Promise<{ circle: string[]; steps: number }> {
  const [row] = await tx.sql.unsafe<{ circle: string[]; steps: number }[]>(
    `with recursive up(id, depth, codes) as (
       select r.id, 1, array[r.code] from gloria.roles r where r.tenant_id = $1::uuid and r.id = $3::uuid
       union all
       select r.id, up.depth + 1, up.codes || r.code from up
       join gloria.role_edges e on e.tenant_id = $1::uuid and e.child_role_id = up.id and e.ended_at is null
       join gloria.roles r on r.tenant_id = $1::uuid and r.id = e.parent_role_id where up.depth < 16
     ), down(id, depth) as (
       select $2::uuid, 0
       union all
       select e.child_role_id, down.depth + 1 from down
       join gloria.role_edges e on e.tenant_id = $1::uuid and e.parent_role_id = down.id and e.ended_at is null
       where down.depth < 16
     )
     select coalesce((select codes from up where id = $2::uuid order by depth, codes limit 1), '{}') as circle,
       (select max(depth) from up) + (select max(depth) from down) as steps`,
    [tx.tenantId, childId, parentId],
  );
  return { circle: row?.circle ?? [], steps: row?.steps ?? 0 };
}
