import { type ListRoleGrantsInput, listRoleGrantsInput, type Page, type RoleGrant } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { z } from "zod";
import {
  cursorText,
  decodeCursor,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  type VerbTransaction,
} from "../../platform/index.ts";
import { loadGrants, toGrant } from "../grants/grant-queries.ts";
import { loadRole, roleTarget } from "./role-queries.ts";

const sort = "distance";
const key = z.tuple([z.int(), cursorText, z.guid()]);

export interface RoleGrantPage extends Page<RoleGrant> {
  readonly can: { readonly grant: boolean };
}

/**
 * What a role carries, and what it takes over from others: nearest first, then by code, each with the role that it
 * comes from and the way there. Errors: `access.denied`, `role.not_found`.
 */
export async function listRoleGrants(
  services: Services,
  ctx: TenantContext,
  input: ListRoleGrantsInput,
): Promise<RoleGrantPage> {
  const wanted = parseInput(listRoleGrantsInput, input);
  return readInTenant(services, ctx, (tx) => readRoleGrants(tx, { ...wanted, beginning: "" }));
}

/** {@link listRoleGrants} of the grants whose code begins like this. */
export async function readRoleGrants(
  tx: VerbTransaction,
  wanted: {
    readonly id: string;
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly inherited: boolean;
    readonly beginning: string;
  },
): Promise<RoleGrantPage> {
  const after = decodeCursor(wanted.cursor, sort, key);
  const access = await tx.access;
  access.assert("role:read");
  const { role } = await loadRole(tx, wanted.id);
  access.assert("role:read", roleTarget(role));
  const carried = await loadCarriers(tx, { ...wanted, id: role.id }, after);
  const ids = carried.map(({ grant_id }) => grant_id);
  const shown = new Map((await loadGrants(tx, ids)).map((grant) => [grant.id, grant]));
  const page = pageFrom(
    carried.flatMap((row) => {
      const grant = shown.get(row.grant_id);
      return grant === undefined ? [] : [{ row, grant }];
    }),
    wanted.limit,
    ({ row, grant }): RoleGrant => ({
      grant: toGrant(grant, access),
      from: row.path.at(-1) ?? { id: role.id, code: role.code, name: role.name },
      distance: row.distance,
      path: row.path,
    }),
    ({ row }) => ({ sort, after: [row.distance, row.code, row.grant_id] }),
  );
  const isOwn = role.deletedAt === null && !role.isSystem;
  return { ...page, can: { grant: isOwn && access.can("permission:assign", roleTarget(role)) } };
}

interface Carrier {
  readonly grant_id: string;
  readonly code: string;
  readonly distance: number;
  readonly path: RoleGrant["path"];
}

/** A role that is reached by several ways counts at its shortest; the first of those by code is told. */
async function loadCarriers(
  tx: TenantTransaction,
  wanted: { readonly id: string; readonly inherited: boolean; readonly limit: number; readonly beginning: string },
  after: readonly [number, string, string] | null,
): Promise<Carrier[]> {
  return tx.sql.unsafe<Carrier[]>(
    `with recursive up(id, distance, path, codes) as (
       select r.id, 0, array[r.id], array[r.code] from gloria.roles r where r.tenant_id = $1::uuid and r.id = $2::uuid
       union all
       select p.id, up.distance + 1, up.path || p.id, up.codes || p.code
       from up join gloria.role_edges e on e.tenant_id = $1::uuid and e.child_role_id = up.id and e.ended_at is null and e.inherit
       join gloria.roles p on p.tenant_id = $1::uuid and p.id = e.parent_role_id and p.deleted_at is null
       where $3::boolean and up.distance < 8
     ), nearest as (
       select distinct on (id) id, distance, path from up order by id, distance, codes
     )
     select g.id as grant_id, g.code, n.distance,
       (select json_agg(json_build_object('id', r.id, 'code', r.code, 'name', r.name) order by step.ordinality)
        from unnest(n.path) with ordinality step(id, ordinality)
        join gloria.roles r on r.tenant_id = $1::uuid and r.id = step.id) as path
     from nearest n join gloria.grants g on g.tenant_id = $1::uuid and g.subject_kind = 'role' and g.subject_id = n.id
     where g.ended_at is null and (g.valid_until is null or g.valid_until > now())
       and starts_with(g.code, $8)
       and ($4::int is null or (n.distance, g.code collate "C", g.id) > ($4::int, $5::text collate "C", $6::uuid))
     order by n.distance, g.code collate "C", g.id limit $7::int`,
    [
      tx.tenantId,
      wanted.id,
      wanted.inherited,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      wanted.limit + 1,
      wanted.beginning,
    ],
  );
}
