import type { Days } from "./calendar-dates.ts";
import { addHolding, addHoldingAfter, chainOf, type Holding, type Holdings } from "./holdings.ts";

/** What changes of an assignment, and from which day on. */
export interface Amendment {
  /** First and last day of the whole of it; what is left out stays. */
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | null | undefined;
  /** The day from which on the rest applies. */
  readonly since: string;
  readonly facts: Partial<Pick<Holding, "departmentId" | "ftePercent" | "decreeNumber" | "extensions">>;
  readonly isPrimary?: boolean | undefined;
}

export interface Amended {
  readonly holdings: Holdings;
  /** Of them those of the assignment that was changed, in order; empty when nothing of it is left. */
  readonly parts: Holdings;
}

/**
 * One person's holdings with an assignment changed: its unbroken time begins and ends anew, and from a day on it says
 * something else. Rows that stay as they are remain the same objects.
 */
export function amendHolding(rows: Holdings, holding: Holding, amendment: Amendment): Amended {
  const chain = chainOf(rows, holding);
  const rest = rows.filter((row) => !chain.includes(row));
  const parts = boundedBy(chain, amendment).flatMap((part) => changedSince(part, amendment));
  const holdings = parts.reduce<Holdings>(
    (all, part) =>
      amendment.isPrimary === true && part.isPrimary ? addHolding(all, part) : addHoldingAfter(all, part),
    rest,
  );
  const isPart = (row: Holding) =>
    row.positionId === holding.positionId && row.kind === holding.kind && !rest.includes(row);
  return {
    holdings,
    parts: holdings.filter(isPart).toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1)),
  };
}

function boundedBy(chain: readonly Holding[], { validFrom, validUntil }: Amendment): Holding[] {
  const [first, last] = [chain[0], chain.at(-1)];
  if (first === undefined || last === undefined) return [];
  const whole: Days = {
    validFrom: validFrom ?? first.validFrom,
    validUntil: validUntil === undefined ? last.validUntil : validUntil,
  };
  return chain.flatMap((row) => {
    const begin = row === first || row.validFrom < whole.validFrom ? whole.validFrom : row.validFrom;
    const isCut = whole.validUntil !== null && (row.validUntil === null || row.validUntil > whole.validUntil);
    const end = row === last || isCut ? whole.validUntil : row.validUntil;
    if (end !== null && end <= begin) return [];
    return [begin === row.validFrom && end === row.validUntil ? row : { ...row, validFrom: begin, validUntil: end }];
  });
}

function changedSince(part: Holding, { since, facts, isPrimary }: Amendment): Holding[] {
  const changed = { ...part, ...facts, isPrimary: isPrimary ?? part.isPrimary };
  const isSame =
    changed.departmentId === part.departmentId &&
    changed.ftePercent === part.ftePercent &&
    changed.decreeNumber === part.decreeNumber &&
    changed.extensions === part.extensions &&
    changed.isPrimary === part.isPrimary;
  if (isSame || (part.validUntil !== null && part.validUntil <= since)) return [part];
  if (part.validFrom >= since) return [changed];
  return [
    { ...part, validUntil: since },
    { ...changed, validFrom: since },
  ];
}
