import { type ActingLimits, judgeTerm, type Refusal } from "./acting-rules.ts";
import { chainBegin, type Holding, type Holdings } from "./holdings.ts";

/**
 * How often an acting has been extended with this holding, which may continue one that the person has, or what speaks
 * against its end.
 *
 * @param beside what the person holds otherwise
 */
export function judgeContinuation(
  holding: Holding,
  beside: Holdings,
  limits: ActingLimits,
): { readonly extensions: number } | Refusal {
  const before = beside.find(
    (row) => row.positionId === holding.positionId && row.kind === holding.kind && row.validUntil === holding.validFrom,
  );
  return judgeTerm(
    {
      kind: holding.kind,
      begin: before === undefined ? holding.validFrom : chainBegin(beside, before),
      until: holding.validUntil,
      extendsFrom: before?.validUntil ?? null,
      extensions: before?.extensions ?? 0,
    },
    limits,
  );
}
