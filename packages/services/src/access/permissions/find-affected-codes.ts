import { findPermission, permissionCodes, permissionMatcher, type SimulatedChange } from "@gloria/contracts";
import { delegations, grants, guardrails, permissions, type TenantTransaction } from "@gloria/db";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { loadModules } from "../modules/module-queries.ts";

/** What some changes name, by which the permissions that they reach can be found. */
interface Named {
  /** Codes and wildcards. */
  readonly patterns: string[];
  /** Whatever these carry or take over. */
  readonly roles: string[];
  readonly grants: string[];
  readonly delegations: string[];
  readonly modules: string[];
  /** Who has which role, which conditions on other permissions may read. */
  roleHolders: boolean;
  everything: boolean;
}

/**
 * The permissions about which some changes can make any answer another one, before they are made: an answer about a
 * permission hangs on what names it, on the conditions there and on the person alone. Those of what is not there are
 * none: making such a change fails.
 *
 * @returns in order; the tenant's additions are among them
 */
export async function findAffectedCodes(
  tx: TenantTransaction,
  changes: readonly SimulatedChange[],
): Promise<readonly string[]> {
  const named = namedBy(changes);
  const [additions, rows, switched] = await Promise.all([
    tx.db
      .select({ code: permissions.code, module: permissions.module })
      .from(permissions)
      .where(and(eq(permissions.tenantId, tx.tenantId), isNull(permissions.deletedAt))),
    patternsOf(tx, named),
    named.modules.length === 0 ? [] : loadModules(tx),
  ]);
  const modules = new Set(switched.filter(({ id }) => named.modules.includes(id)).map(({ code }) => code));
  const matchers = [...new Set([...named.patterns, ...rows])].map(permissionMatcher);
  const catalogued = permissionCodes.map((code) => ({ code, module: findPermission(code)?.module ?? null }));
  return [...catalogued, ...additions]
    .filter(
      ({ code, module }) =>
        named.everything || (module !== null && modules.has(module)) || matchers.some((matches) => matches(code)),
    )
    .map(({ code }) => code)
    .sort();
}

function namedBy(changes: readonly SimulatedChange[]): Named {
  const named: Named = {
    patterns: [],
    roles: [],
    grants: [],
    delegations: [],
    modules: [],
    roleHolders: false,
    everything: false,
  };
  for (const change of changes) {
    switch (change.kind) {
      case "role_assign":
      case "role_remove":
        named.roles.push(change.roleId);
        named.roleHolders = true;
        break;
      case "role_grant_add":
      case "grant_add":
        named.patterns.push(change.code);
        break;
      case "role_grant_end":
        named.grants.push(change.permId);
        break;
      case "grant_end":
        named.grants.push(change.id);
        break;
      case "role_edge_add":
      case "role_edge_remove":
        named.roles.push(change.parentId);
        break;
      case "delegation_add":
        named.patterns.push(...change.codes);
        break;
      case "delegation_revoke":
        named.delegations.push(change.id);
        break;
      case "module_switch":
        named.modules.push(change.id.toLowerCase());
        break;
      case "user_suspend":
        named.everything = true;
    }
  }
  return named;
}

async function patternsOf(tx: TenantTransaction, named: Named): Promise<string[]> {
  if (named.everything) return [];
  const { tenantId } = tx;
  const parts = await Promise.all([
    named.grants.length === 0
      ? []
      : tx.db
          .select({ code: grants.code })
          .from(grants)
          .where(and(eq(grants.tenantId, tenantId), inArray(grants.id, named.grants))),
    named.delegations.length === 0
      ? []
      : tx.db
          .select({ code: sql<string>`unnest(${delegations.codes})` })
          .from(delegations)
          .where(and(eq(delegations.tenantId, tenantId), inArray(delegations.id, named.delegations))),
    named.roles.length === 0 ? [] : carriedBy(tx, named.roles),
    ...(named.roleHolders ? [conditionalGrants(tx), conditionalGuardrails(tx)] : []),
  ]);
  return parts.flat().map(({ code }) => code);
}

function carriedBy(tx: TenantTransaction, roleIds: readonly string[]): Promise<{ code: string }[]> {
  return tx.sql.unsafe<{ code: string }[]>(
    `with recursive up(id) as (
       select unnest($2::uuid[])
       union
       select e.parent_role_id from gloria.role_edges e join up on e.child_role_id = up.id
       where e.tenant_id = $1::uuid and e.ended_at is null and e.inherit
     )
     select distinct g.code from gloria.grants g join up on g.subject_id = up.id
     where g.tenant_id = $1::uuid and g.subject_kind = 'role' and g.ended_at is null`,
    [tx.tenantId, [...roleIds]],
  );
}

function conditionalGrants(tx: TenantTransaction): Promise<{ code: string }[]> {
  return tx.db
    .selectDistinct({ code: grants.code })
    .from(grants)
    .where(and(eq(grants.tenantId, tx.tenantId), isNull(grants.endedAt), isNotNull(grants.condition)));
}

function conditionalGuardrails(tx: TenantTransaction): Promise<{ code: string }[]> {
  return tx.db
    .selectDistinct({ code: guardrails.code })
    .from(guardrails)
    .where(and(eq(guardrails.tenantId, tx.tenantId), isNull(guardrails.endedAt), isNotNull(guardrails.condition)));
}
