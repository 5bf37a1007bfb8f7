import type { TenantContext } from "@gloria/core";
import type { Opening, TenantTransaction } from "@gloria/db";
import { LRUCache } from "lru-cache";
import { type Access, accessOf, systemAccess } from "./access.ts";
import { EpochCache, type EpochCacheCounters } from "./epoch-cache.ts";
import { loadFacts } from "./load-facts.ts";

export interface PermissionsOptions {
  /** Bound of the cache, by estimate; 0 keeps nothing. */
  readonly maxBytes: number;
  /** Throw on a check of a code that does not exist; on everywhere but in production. */
  readonly strict: boolean;
}

/** Rights at an epoch that the transaction has still to read. */
export interface AssumedAccess {
  readonly access: Access;
  readonly tenantName: string;
  /** Whether they are those of the epoch and the time that the transaction has read. */
  holds(opening: Opening): boolean;
}

/** One for a process: opens {@link Access} for transactions, over the epoch-checked cache. */
export class Permissions {
  readonly #cache: EpochCache;
  readonly #strict: boolean;
  readonly #tenantNames = new LRUCache<string, string>({ max: 10_000 });
  readonly #opened = new WeakMap<TenantTransaction, Promise<Access>>();

  constructor(options: PermissionsOptions) {
    this.#cache = new EpochCache(options);
    this.#strict = options.strict;
  }

  get counters(): EpochCacheCounters {
    return this.#cache.counters;
  }

  /**
   * What the transaction's actor may do, at the epoch and the time that the transaction read when it opened. Costs no
   * statement when the cache holds that epoch, and one otherwise. Rejects as `tx.opening` does.
   *
   * A transaction that itself changes rights keeps the access that it began with.
   */
  accessFor(tx: TenantTransaction): Promise<Access> {
    const known = this.#opened.get(tx);
    if (known !== undefined) return known;
    const access = this.#open(tx);
    this.#opened.set(tx, access);
    return access;
  }

  async #open(tx: TenantTransaction): Promise<Access> {
    const { actor, schoolId } = tx.ctx;
    if (actor.kind === "user") return this.#accessOf(tx, actor.userId, actor.impersonation !== undefined);
    await tx.opening;
    return systemAccess({ schoolId });
  }

  /**
   * What the actor could do when it was last looked at, for a transaction that wants to know before it has opened;
   * null when that is not remembered. Nothing may leave before {@link AssumedAccess.holds} has confirmed it.
   */
  assumedFor(ctx: TenantContext): AssumedAccess | null {
    if (ctx.actor.kind !== "user") return null;
    const cached = this.#cache.peek(ctx.tenantId, ctx.actor.userId);
    const tenantName = this.#tenantNames.get(ctx.tenantId);
    if (cached === null || tenantName === undefined) return null;
    const { facts, epoch } = cached;
    const impersonated = ctx.actor.impersonation !== undefined;
    // No window opens or ends between the two: what is decided is the same at every instant in between.
    const { compiledAt, nextChangeAt } = facts;
    return {
      tenantName,
      access: accessOf(facts, epoch, compiledAt, { schoolId: ctx.schoolId, strict: this.#strict, impersonated }),
      holds: (opening) => {
        const now = opening.now.getTime();
        const holds =
          opening.epoch === epoch && compiledAt <= now && now < nextChangeAt && opening.tenantName === tenantName;
        if (holds) this.#cache.confirm();
        return holds;
      },
    };
  }

  /** What any person of the transaction's tenant may do, at its epoch and time. */
  accessOfUser(tx: TenantTransaction, userId: string): Promise<Access> {
    return this.#accessOf(tx, userId, false);
  }

  async #accessOf(tx: TenantTransaction, userId: string, impersonated: boolean): Promise<Access> {
    const { schoolId } = tx.ctx;
    const { epoch, now, tenantName } = await tx.opening;
    this.#tenantNames.set(tx.tenantId, tenantName);
    const cached = await this.#cache.get(
      tx.tenantId,
      userId,
      epoch,
      now.getTime(),
      () => loadFacts(tx, userId),
      !tx.readOnly,
    );
    return accessOf(cached.facts, cached.epoch, now.getTime(), { schoolId, strict: this.#strict, impersonated });
  }
}
