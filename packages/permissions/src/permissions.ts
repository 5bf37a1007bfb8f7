import type { TenantContext } from "@gloria/core";
import type { Opening, TenantTransaction } from "@gloria/db";
import { LRUCache } from "lru-cache";
import { type Access, accessOf, systemAccess } from "./access.ts";
import type { CompiledFacts } from "./compiled-facts.ts";
import { epochAt, raisedAt } from "./epoch-at.ts";
import { EpochCache, type EpochCacheCounters } from "./epoch-cache.ts";
import { FactsPool } from "./facts-pool.ts";
import type { FactsKey, FactsStore, FactsStoreCounters } from "./facts-store.ts";
import { compileLoaded, type LoadedFacts, loadFacts, loadFactsAsOf, loadFactsOf } from "./load-facts.ts";

export interface PermissionsOptions {
  /** Bound of the cache, by estimate; 0 keeps nothing. */
  readonly maxBytes: number;
  /** Throw on a check of a code that does not exist; on everywhere but in production. */
  readonly strict: boolean;
  /** Facts shared with other processes; default none. Closed by whoever opened it. */
  readonly store?: FactsStore | null | undefined;
}

export interface PermissionsCounters extends EpochCacheCounters {
  /** Null: facts are not shared with other processes. */
  readonly store: FactsStoreCounters | null;
}

/** What is asked about the past: an instant, or an epoch as of the instant at which it began. */
export type PastMoment =
  | { readonly time: Date; readonly epoch?: undefined }
  | { readonly epoch: number; readonly time?: undefined };

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
  readonly #store: FactsStore | null;
  readonly #tenantNames = new LRUCache<string, string>({ max: 10_000 });
  readonly #opened = new WeakMap<TenantTransaction, Promise<Access>>();

  constructor(options: PermissionsOptions) {
    this.#cache = new EpochCache(options);
    this.#strict = options.strict;
    this.#store = options.store ?? null;
  }

  get counters(): PermissionsCounters {
    return { ...this.#cache.counters, store: this.#store?.counters ?? null };
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
    // A condition may read the time, and then say otherwise at the transaction's.
    if (facts.readsNow) return null;
    const impersonated = ctx.actor.impersonation !== undefined;
    // No window opens or ends between the two: what is decided is the same at every instant in between.
    const { compiledAt, nextChangeAt } = facts;
    return {
      tenantName,
      access: accessOf(facts, epoch, compiledAt, {
        schoolId: ctx.schoolId,
        strict: this.#strict,
        impersonated,
        request: ctx.origin,
      }),
      holds: (opening) => {
        const now = opening.now.getTime();
        const holds =
          opening.epoch === epoch && compiledAt <= now && now < nextChangeAt && opening.tenantName === tenantName;
        if (holds) this.#cache.confirm();
        return holds;
      },
    };
  }

  /**
   * {@link accessFor} at a later epoch than the transaction opened with, which it has locked or shared since. What was
   * committed in between counts from then on, also in {@link accessFor}.
   *
   * Nothing of it is remembered: what this transaction has written itself may never be committed.
   *
   * @param epoch that nobody else can raise before this transaction ends
   */
  async accessAtLocked(tx: TenantTransaction, epoch: number): Promise<Access> {
    const opening = await tx.opening;
    const { actor } = tx.ctx;
    if (epoch === opening.epoch || actor.kind !== "user") return this.accessFor(tx);
    const now = opening.now.getTime();
    const access = loadFacts(tx, actor.userId).then((loaded) =>
      this.#accessTo(tx, compileLoaded(loaded, now), loaded.epoch, now, actor.impersonation !== undefined),
    );
    this.#opened.set(tx, access);
    return access;
  }

  /** What any person of the transaction's tenant may do, at its epoch and time. */
  accessOfUser(tx: TenantTransaction, userId: string): Promise<Access> {
    return this.#accessOf(tx, userId, false);
  }

  /**
   * {@link accessOfUser} of many at one epoch, in the order asked for; read set by set, and nothing of it is kept.
   *
   * @throws AppError `service.unavailable` when others change rights faster than they can be read
   */
  accessOfUsers(tx: TenantTransaction, userIds: readonly string[]): Promise<Access[]> {
    return this.#accessOfMany(tx, userIds);
  }

  /**
   * {@link accessOfUsers} to ask for some permissions alone, for which much less is read.
   *
   * @param codes that will be asked for; asking for another one throws
   */
  async checksOfUsers(
    tx: TenantTransaction,
    userIds: readonly string[],
    codes: readonly string[],
  ): Promise<readonly Pick<Access, "userId" | "checkText">[]> {
    const accesses = await this.#accessOfMany(tx, userIds, codes);
    return accesses.map(({ userId, checkText }) => ({
      userId,
      checkText: (query) => {
        if (!codes.includes(query.code)) throw new Error(`nothing was read of ${query.code}`);
        return checkText(query);
      },
    }));
  }

  /**
   * What a person might do at a moment of the past, by the rows of then and with windows by the clock of then.
   *
   * @throws AppError `permission.epoch_behind` when that epoch is yet to come
   */
  async accessAsOf(tx: TenantTransaction, userId: string, moment: PastMoment): Promise<Access> {
    const { now } = await tx.opening;
    const epoch = moment.epoch ?? (await epochAt(tx, moment.time));
    const at = moment.time ?? (await raisedAt(tx, moment.epoch)) ?? now;
    const loaded = await loadFactsAsOf(tx, userId, { epoch, at });
    return this.#accessTo(tx, compileLoaded(loaded, at.getTime()), epoch, at.getTime());
  }

  /**
   * Forgets what this process remembers of a user, or of everybody in the tenant, and reads the user anew. What was
   * remembered was right all the same: this is for whoever wants to see it read.
   */
  async refresh(tx: TenantTransaction, userId: string | null = null): Promise<{ epoch: number; dropped: number }> {
    const { epoch, now } = await tx.opening;
    const dropped = this.#cache.drop(tx.tenantId, userId);
    if (userId !== null) {
      const loaded = await loadFacts(tx, userId);
      if (tx.readOnly) await this.#remember(tx, loaded, now.getTime());
    }
    return { epoch, dropped };
  }

  /** Reads facts ahead of the requests that will want them; in a read-only transaction. */
  async warm(tx: TenantTransaction, userIds: readonly string[]): Promise<void> {
    if (!tx.readOnly) throw new Error("facts are read ahead in a read-only transaction");
    const [loaded, { now }] = await Promise.all([loadFactsOf(tx, userIds), tx.opening]);
    for (const each of loaded) this.#cache.keep(each, now.getTime());
  }

  async #remember(tx: TenantTransaction, loaded: LoadedFacts, now: number): Promise<void> {
    this.#cache.keep(loaded, now);
    const key = this.#store === null ? null : await keyOf(tx, loaded.raw.userId);
    if (key !== null && key.epoch === loaded.epoch) this.#store?.write(key, loaded);
  }

  async #accessOfMany(tx: TenantTransaction, userIds: readonly string[], codes?: readonly string[]): Promise<Access[]> {
    const [loaded, { now }] = await Promise.all([loadFactsOf(tx, userIds, codes), tx.opening]);
    const pool = new FactsPool();
    return loaded.map((each) =>
      this.#accessTo(tx, compileLoaded(each, now.getTime(), pool), each.epoch, now.getTime()),
    );
  }

  async #accessOf(tx: TenantTransaction, userId: string, impersonated: boolean): Promise<Access> {
    const { epoch, now, tenantName } = await tx.opening;
    this.#tenantNames.set(tx.tenantId, tenantName);
    const cached = await this.#cache.get(
      tx.tenantId,
      userId,
      epoch,
      now.getTime(),
      () => this.#load(tx, userId),
      !tx.readOnly,
    );
    return this.#accessTo(tx, cached.facts, cached.epoch, now.getTime(), impersonated);
  }

  /**
   * From the shared store, or else from the database. Only transactions that read ask there and put something there:
   * they see one epoch, which is committed.
   */
  async #load(tx: TenantTransaction, userId: string): Promise<LoadedFacts> {
    const key = this.#store === null || !tx.readOnly ? null : await keyOf(tx, userId);
    if (this.#store === null || key === null) return loadFacts(tx, userId);
    const stored = await this.#store.read(key);
    if (stored !== null) return stored;
    const loaded = await loadFacts(tx, userId);
    if (loaded.epoch === key.epoch) this.#store.write(key, loaded);
    return loaded;
  }

  #accessTo({ ctx }: TenantTransaction, facts: CompiledFacts, epoch: number, at: number, impersonated = false): Access {
    const { schoolId, origin } = ctx;
    return accessOf(facts, epoch, at, { schoolId, strict: this.#strict, impersonated, request: origin });
  }
}

/** Null where the course of events is not known: an epoch from before there was a log. */
async function keyOf(tx: TenantTransaction, userId: string): Promise<FactsKey | null> {
  const [row] = await tx.sql.unsafe<{ epoch: string; course: string | null }[]>(
    `select e.epoch, e.raised_by || '.' || (extract(epoch from l.raised_at) * 1000)::bigint as course
     from gloria.permission_epochs e
     left join gloria.permission_epoch_log l on l.tenant_id = e.tenant_id and l.epoch = e.epoch
     where e.tenant_id = $1::uuid`,
    [tx.tenantId],
  );
  if (row === undefined || row.course === null) return null;
  return { tenantId: tx.tenantId, userId, epoch: Number(row.epoch), course: row.course };
}
