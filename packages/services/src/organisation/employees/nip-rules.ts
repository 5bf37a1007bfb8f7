import { provisionalNipPrefix } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";

/** SQL of the expression that a whole number must match, from that of a pattern. */
export const wholeNip = (pattern: string): string => `('^(?:' || ${pattern} || ')$')`;

/**
 * Holds numbers against the foundation's own pattern, which PostgreSQL reads; without one every number is right.
 *
 * @throws AppError `employee.nip_pattern` with {nip, pattern} of the first that does not fit
 */
export async function assertNipsFit(tx: TenantTransaction, nips: readonly string[]): Promise<void> {
  const [misfit] = await tx.sql.unsafe<{ nip: string; pattern: string }[]>(
    `select given.nip, t.nip_pattern as pattern from gloria.tenants t, unnest($2::text[]) as given(nip)
     where t.id = $1 and t.nip_pattern is not null and given.nip !~ ${wholeNip("t.nip_pattern")} limit 1`,
    [tx.tenantId, nips as string[]],
  );
  if (misfit !== undefined) throw new AppError("employee.nip_pattern", { ...misfit });
}

/** The tenant's next `count` provisional numbers; given once, whatever becomes of this transaction's neighbours. */
export async function takeProvisionalNips(tx: TenantTransaction, count: number): Promise<string[]> {
  const [numbering] = await tx.sql.unsafe<{ last: number }[]>(
    `insert into gloria.employee_numberings as n (tenant_id, last_provisional) values ($1, $2::int)
     on conflict (tenant_id) do update set last_provisional = n.last_provisional + excluded.last_provisional
     returning last_provisional as last`,
    [tx.tenantId, count],
  );
  if (numbering === undefined) throw new Error("the numbering returned no row");
  const first = numbering.last - count + 1;
  return Array.from({ length: count }, (_, n) => `${provisionalNipPrefix}${String(first + n).padStart(6, "0")}`);
}
