import { findPermission, parsePermission } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { expandForGrant, type KnownPermissions } from "../escalation/index.ts";
import type { HeldPermissions } from "./held-by-parent.ts";

/** What is delegated, code by code, and what of it may not be. */
export interface DelegableCodes {
  readonly codes: string[];
  readonly leftOut: string[];
}

/** A question whether a permission may be handed on, additions of the tenant included. */
export async function loadDelegability(tx: TenantTransaction): Promise<(code: string) => boolean> {
  const rows = await tx.sql.unsafe<{ code: string }[]>(
    "select code from gloria.permissions where tenant_id = $1::uuid and deleted_at is null and not delegable",
    [tx.tenantId],
  );
  const refused = new Set(rows.map((row) => row.code));
  return (code) => findPermission(code)?.delegable ?? !refused.has(code);
}

/**
 * Codes and wildcards → exactly the permissions that are delegated. A code must be held and delegable; a wildcard
 * stands for those that are both, and for at least one.
 *
 * @throws AppError `access.unknown_permission`, `access.platform_only`, `delegation.not_delegable`,
 *   `delegation.not_held`, `delegation.nothing_to_delegate`
 */
export function expandDelegable(
  known: KnownPermissions,
  held: HeldPermissions,
  isDelegable: (code: string) => boolean,
  patterns: readonly string[],
): DelegableCodes {
  const codes = new Set<string>();
  const leftOut = new Set<string>();
  for (const pattern of patterns) {
    const named = expandForGrant(known, pattern);
    if (parsePermission(pattern)?.wildcard !== true) {
      if (!isDelegable(pattern)) throw new AppError("delegation.not_delegable", { permission: pattern });
      if (!held.has(pattern)) throw new AppError("delegation.not_held", { permission: pattern });
      codes.add(pattern);
      continue;
    }
    const mine = named.filter((code) => held.has(code));
    const given = mine.filter(isDelegable);
    if (given.length === 0) throw new AppError("delegation.nothing_to_delegate", { pattern });
    for (const code of given) codes.add(code);
    for (const code of mine) if (!isDelegable(code)) leftOut.add(code);
  }
  return { codes: [...codes].sort(), leftOut: [...leftOut].sort() };
}
