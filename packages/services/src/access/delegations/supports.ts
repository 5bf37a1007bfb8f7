import type { DelegateAnswer } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { nameSupport, supportBy } from "../../platform/index.ts";
import type { HeldPermissions } from "./held-by-parent.ts";

export type Support = DelegateAnswer["supports"][number];

/** What supports each permission the longest. */
export function supportsOf(held: HeldPermissions, codes: readonly string[]): Support[] {
  return codes.map((permission) => {
    const [longest] = [...(held.get(permission) ?? [])].sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity));
    if (longest === undefined) throw new Error(`${permission} is not held`);
    const until = longest.until === null ? null : new Date(longest.until).toISOString();
    return { permission, ...supportBy(longest), until };
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
    support: await nameSupport(tx, short),
    supportKind: short.kind,
    supportId: short.id,
    until: short.until,
  });
}
