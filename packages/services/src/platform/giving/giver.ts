import type { TenantTransaction } from "@gloria/db";
import {
  type Access,
  accessOf,
  compileFacts,
  type Decision,
  type EffectivePermission,
  loadFacts,
  type RawFacts,
  type Region,
  type Target,
} from "@gloria/permissions";

/** Where a right reaches: a whole region, one thing, or no more than what its holder owns. */
export type Reach = { readonly region: Region } | { readonly target: Target } | "own";

/** Half-open; null is now, and without an end. */
export interface Span {
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

export const fromNowOn: Span = { validFrom: null, validUntil: null };

/** Some permissions, and where and for how long somebody comes to hold them. */
export interface Gain {
  readonly codes: readonly string[];
  readonly reaches: readonly Reach[];
  /** From now on without an end where it is left out. */
  readonly span?: Span | undefined;
}

/** What somebody does not hold at that place, or not for so long. */
export interface Beyond {
  readonly permission: string;
  /** Null where they do not hold it now. */
  readonly ends: { readonly at: Date; readonly support: EffectivePermission } | null;
}

/** What somebody may hand out, or slip into. */
export interface Giver {
  /** What of it goes beyond theirs at that place or wider, or lasts longer; null when nothing does. */
  firstBeyond(gains: readonly Gain[]): Beyond | null;
  /** Whether they hold the right to give anything, everywhere and as long. */
  mayGiveAnything(span?: Span): boolean;
}

// Of the rights that one request began with, however often it hands out some of them.
const givers = new WeakMap<Access, Promise<Giver>>();

/**
 * What somebody may give: what they hold themselves. What is delegated to them, or theirs on a condition, is not theirs
 * to give. A part of Gloria itself gives anything. Asked before the transaction changes any right: what is taken away
 * next may be what the caller gives by right a moment later.
 *
 * @param access whose it must be; it narrows, where it stands for the choice of a school or for somebody impersonated
 */
export function loadGiver(tx: TenantTransaction, access: Access): Promise<Giver> {
  const known = givers.get(access);
  if (known !== undefined) return known;
  const giver = makeGiver(tx, access);
  givers.set(access, giver);
  return giver;
}

async function makeGiver(tx: TenantTransaction, access: Access): Promise<Giver> {
  const { userId } = access;
  if (userId === null) return { firstBeyond: () => null, mayGiveAnything: () => true };
  const [{ raw, epoch }, { now }] = await Promise.all([loadFacts(tx, userId), tx.opening]);
  return new HolderOfRights(access, periodsOf(tx, raw, epoch, now.getTime()));
}

/** A time through which nothing changes of what somebody holds. */
interface Period {
  readonly from: number;
  readonly until: number;
  readonly access: Access;
}

/** From now to the end of all days. With nothing that is delegated; of what hangs on conditions only what it takes. */
function periodsOf(tx: TenantTransaction, raw: RawFacts, epoch: number, now: number): () => Generator<Period> {
  const grants = raw.grants
    .filter(({ effect, condition }) => effect === "DENY" || condition === null)
    .map((grant) => ({ ...grant, condition: null }));
  const own = { ...raw, grants, delegations: [] };
  const known: Period[] = [];
  return function* periods() {
    for (let from = now, place = 0; from < Infinity; place += 1) {
      let period = known[place];
      if (period === undefined) {
        const facts = compileFacts(own, from);
        const access = accessOf(facts, epoch, from, { schoolId: null, strict: false, request: tx.ctx.origin });
        period = { from, until: facts.nextChangeAt, access };
        known.push(period);
      }
      yield period;
      from = period.until;
    }
  };
}

class HolderOfRights implements Giver {
  readonly #access: Access;
  readonly #periods: () => Generator<Period>;
  readonly #answers = new Map<string, Beyond | null>();

  constructor(access: Access, periods: () => Generator<Period>) {
    this.#access = access;
    this.#periods = periods;
  }

  firstBeyond(gains: readonly Gain[]): Beyond | null {
    for (const { codes, reaches, span = fromNowOn } of gains) {
      for (const reach of reaches) {
        const where = JSON.stringify([reach, span.validFrom, span.validUntil]);
        for (const code of codes) {
          const question = `${code} ${where}`;
          let beyond = this.#answers.get(question);
          if (beyond === undefined) {
            beyond = this.#judge(code, reach, span);
            this.#answers.set(question, beyond);
          }
          if (beyond !== null) return beyond;
        }
      }
    }
    return null;
  }

  mayGiveAnything(span: Span = fromNowOn): boolean {
    const reach: Reach = { region: { scope: "ALL" } };
    return this.firstBeyond([{ codes: ["permission:grant_any"], reaches: [reach], span }]) === null;
  }

  #judge(permission: string, reach: Reach, span: Span): Beyond | null {
    if (!decide(this.#access, permission, reach).allowed) return { permission, ends: null };
    const wanted = { from: span.validFrom?.getTime() ?? -Infinity, until: span.validUntil?.getTime() ?? Infinity };
    let held: Period | null = null;
    for (const period of this.#periods()) {
      const isNow = held === null;
      if (!isNow && (period.from >= wanted.until || period.until <= wanted.from)) continue;
      if (decide(period.access, permission, reach).allowed) {
        held = period;
        continue;
      }
      const support = held === null ? undefined : supportOf(held.access, permission, period.from);
      return { permission, ends: support === undefined ? null : { at: new Date(period.from), support } };
    }
    return null;
  }
}

/** What ends then, or else what of it lasts the longest. */
function supportOf(access: Access, code: string, ending: number): EffectivePermission | undefined {
  const supports = access.effective().filter((one) => one.code === code);
  const lasting = supports.sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity));
  return lasting.find(({ until }) => until === ending) ?? lasting[0];
}

function decide(access: Access, code: string, reach: Reach): Decision {
  if (reach === "own") return access.checkText({ code });
  return access.checkText("region" in reach ? { code, region: reach.region } : { code, target: reach.target });
}
