import { AppError, isAppError, type TenantContext } from "@gloria/core";
import {
  cameTooLate,
  type Opening,
  readInOneStatement,
  readTenant,
  type TenantTransaction,
  withTenant,
} from "@gloria/db";
import { type Access, type AssumedAccess, explanationOfDenial, Permissions } from "@gloria/permissions";
import { assertSchoolExists } from "./assert-school-exists.ts";
import { noteAccess } from "./audit/decision-record.ts";
import { deniedFacts } from "./audit/denied-facts.ts";
import { recordAudit } from "./audit/record-audit.ts";
import type { Services } from "./services.ts";

/** A transaction inside a tenant, with the caller's rights as of its snapshot. */
export interface VerbTransaction extends TenantTransaction {
  /**
   * The caller's rights; rejects when person or tenant are inactive, or the chosen school does not exist. Already under
   * way, so awaiting it late costs nothing; awaited before any answer leaves, also where the verb asks for nothing.
   */
  readonly access: Promise<Access>;
  readonly tenantName: Promise<string>;
  /**
   * Makes this transaction the tenant's only one that changes who may do what. Taken before any other lock by every
   * verb that will raise the epoch. When rights have changed since the transaction opened, {@link access} is from then
   * on what the caller may do now: so it is asked for behind this.
   *
   * @returns the epoch that is locked
   */
  lockEpoch(): Promise<number>;
  /**
   * Keeps who may do what as it is until this transaction ends: for what is sensitive and raises no epoch itself.
   * Others may share it at once. {@link access} as with {@link lockEpoch}. Never before something that raises the epoch:
   * two that do so wait for each other.
   *
   * @returns the epoch that is shared
   */
  shareEpoch(): Promise<number>;
}

/** Runs a writing verb: all of it commits, or none. A denial is written into the audit log all the same. */
export function writeInTenant<Result>(
  services: Services,
  ctx: TenantContext,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  if (isImpersonated(ctx)) return Promise.reject(new AppError("impersonation.read_only"));
  if (services.enclosing !== undefined) return runEnclosed(services, ctx, services.enclosing, work);
  return auditingDenials(services, ctx, () => runWriting(services, ctx, work));
}

/** Who looks through another person's eyes changes nothing. */
function isImpersonated({ actor }: TenantContext): boolean {
  return actor.kind === "user" && actor.impersonation !== undefined;
}

function runWriting<Result>(
  services: Services,
  ctx: TenantContext,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  return withTenant(services.app, ctx, (tx) => run(services, tx, work), admitterOf(services));
}

/** The result of an earlier request is answered again only to who may still do anything at all. */
function admitterOf(services: Services) {
  return async (tx: TenantTransaction) => (await services.permissions.accessFor(tx)).assertActive();
}

/**
 * {@link writeInTenant} for the writes that come most: where the caller's rights are remembered, the verb's statements
 * leave with BEGIN, and COMMIT only when the transaction has read the very epoch that those rights stand for; otherwise
 * all is taken back, and the verb runs again, the ordinary way. Not for what {@link VerbTransaction.lockEpoch} is for;
 * what shares the epoch runs again when it has moved.
 */
export function writeAtOnce<Result>(
  services: Services,
  ctx: TenantContext,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  const isOrdinary = isImpersonated(ctx) || services.enclosing !== undefined;
  const assumed = isOrdinary ? null : services.permissions.assumedFor(ctx);
  if (assumed === null) return writeInTenant(services, ctx, work);
  return auditingDenials(services, ctx, async () => {
    try {
      return await withTenant(
        services.app,
        ctx,
        async (tx) => {
          const [outcome, opening] = await settleWithOpening(tx, assumed, work);
          if (!assumed.holds(opening)) throw new StaleAssumption();
          return resultOf(outcome);
        },
        admitterOf(services),
      );
    } catch (error) {
      if (error instanceof StaleAssumption) return runWriting(services, ctx, work);
      throw error;
    }
  });
}

/** The rights that a verb ran on are not those of its transaction. */
class StaleAssumption extends Error {}

/** Runs a reading verb in a read-only transaction. */
export function readInTenant<Result>(
  services: Services,
  ctx: TenantContext,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  if (services.enclosing !== undefined) return runEnclosed(services, ctx, services.enclosing, work);
  return auditingDenials(services, ctx, () => readTenant(services.app, ctx, (tx) => run(services, tx, work)));
}

/**
 * {@link readInTenant} for the reads that come most: where the caller's rights are remembered, the verb runs on them at
 * once, and all of it travels in one flight. The answer leaves only if the transaction has read the very epoch that
 * they stand for; otherwise, or when the verb had to ask further, it runs again, the ordinary way.
 *
 * So `work` may run twice, and wins only if it sends its statements before it waits for an answer.
 */
export function readAtOnce<Result>(
  services: Services,
  ctx: TenantContext,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  if (services.enclosing !== undefined) return runEnclosed(services, ctx, services.enclosing, work);
  return auditingDenials(services, ctx, async () => {
    const assumed = services.permissions.assumedFor(ctx);
    const outcome = assumed === null ? null : await runAssuming(services, ctx, assumed, work);
    if (outcome === null) return readTenant(services.app, ctx, (tx) => run(services, tx, work));
    return resultOf(outcome);
  });
}

/**
 * Services whose verbs run inside a transaction that somebody else opened and ends: all that they do is committed with
 * it, or taken back with it. Each of them sees what those before it have done, the caller's rights included. A denial is
 * for whoever opened the transaction to audit.
 *
 * Nothing that is read here is remembered: it may never come to be.
 */
export function insideOf(services: Services, tx: TenantTransaction): Services {
  return { ...services, permissions: new Permissions({ maxBytes: 0, strict: false }), enclosing: tx };
}

function runEnclosed<Result>(
  services: Services,
  ctx: TenantContext,
  enclosing: TenantTransaction,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  if (ctx.tenantId !== enclosing.tenantId) throw new Error("a verb joins a transaction of its own tenant");
  return run(services, joined(enclosing, ctx), work);
}

/** The transaction as if it began here: at the epoch to which it has come itself, and at its own time. */
function joined(enclosing: TenantTransaction, ctx: TenantContext): TenantTransaction {
  const opening = Promise.all([
    enclosing.opening,
    enclosing.sql.unsafe<{ epoch: string }[]>("select epoch from gloria.permission_epochs where tenant_id = $1::uuid", [
      enclosing.tenantId,
    ]),
  ]).then(([begun, [row]]) => ({ ...begun, epoch: Number(row?.epoch ?? begun.epoch) }));
  opening.catch(() => {});
  return {
    tenantId: enclosing.tenantId,
    ctx,
    sql: enclosing.sql,
    readOnly: enclosing.readOnly,
    opening,
    get db() {
      return enclosing.db;
    },
  };
}

/** How a verb ends on assumed rights, and what its transaction read when it opened, which confirms them or not. */
async function settleWithOpening<Result>(
  tx: TenantTransaction,
  assumed: AssumedAccess,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<[PromiseSettledResult<Result>, Opening]> {
  const verb = new Verb(tx, grantedIn(tx, assumed.access), Promise.resolve(assumed.tenantName), () =>
    Promise.reject(new StaleAssumption()),
  );
  const [[outcome], opening] = await Promise.all([
    Promise.allSettled([Promise.all([work(verb), verb.access]).then(([result]) => result)]),
    tx.opening,
  ]);
  return [outcome, opening];
}

function resultOf<Result>(outcome: PromiseSettledResult<Result>): Result {
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

/** How the verb ended; null when that may not be told, since the rights have changed or there was more to ask. */
async function runAssuming<Result>(
  services: Services,
  ctx: TenantContext,
  assumed: AssumedAccess,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<PromiseSettledResult<Result> | null> {
  const attempt = async (tx: TenantTransaction) => {
    const [outcome, opening] = await settleWithOpening(tx, assumed, work);
    const wantedMore = outcome.status === "rejected" && cameTooLate(outcome.reason);
    return wantedMore || !assumed.holds(opening) ? null : outcome;
  };
  // The chosen school is looked up beside what the verb asks.
  return ctx.schoolId === null
    ? readInOneStatement(services.app, ctx, attempt)
    : readTenant(services.app, ctx, attempt, { atOnce: true });
}

/** Whatever the verb does, nothing leaves before the caller's rights are known to be in order. */
async function run<Result>(
  services: Services,
  tx: TenantTransaction,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  const verb = verbTransaction(services, tx);
  const [result] = await Promise.all([work(verb), verb.access]);
  // Another one than before, where rights had changed when the epoch was locked.
  await verb.access;
  return result;
}

function verbTransaction(services: Services, tx: TenantTransaction): VerbTransaction {
  const tenantName = tx.opening.then((opening) => opening.tenantName);
  tenantName.catch(() => {});
  return new Verb(tx, grantedIn(tx, services.permissions.accessFor(tx)), tenantName, (epoch) =>
    grantedIn(tx, services.permissions.accessAtLocked(tx, epoch)),
  );
}

/** The caller's rights, once person, tenant and the chosen school are found in order. */
function grantedIn(tx: TenantTransaction, granted: Access | Promise<Access>): Promise<Access> {
  const { schoolId } = tx.ctx;
  return Promise.all([granted, schoolId === null ? null : assertSchoolExists(tx, schoolId)]).then(([known]) => {
    known.assertActive();
    return known;
  });
}

class Verb implements VerbTransaction {
  readonly tenantId: string;
  readonly ctx: TenantContext;
  readonly sql: TenantTransaction["sql"];
  readonly readOnly: boolean;
  readonly opening: TenantTransaction["opening"];
  readonly tenantName: Promise<string>;
  readonly #tx: TenantTransaction;
  readonly #accessAt: (epoch: number) => Promise<Access>;
  #access: Promise<Access>;
  #hold: "locked" | "shared" | null = null;

  /** @param accessAt the caller's rights anew, at an epoch that the transaction holds */
  constructor(
    tx: TenantTransaction,
    access: Promise<Access>,
    tenantName: Promise<string>,
    accessAt: (epoch: number) => Promise<Access>,
  ) {
    this.tenantId = tx.tenantId;
    this.ctx = tx.ctx;
    this.sql = tx.sql;
    this.readOnly = tx.readOnly;
    this.opening = tx.opening;
    this.tenantName = tenantName;
    this.#tx = tx;
    this.#access = this.#noting(access);
    this.#accessAt = accessAt;
  }

  get access() {
    return this.#access;
  }

  get db() {
    return this.#tx.db;
  }

  /** What is audited here says by which rights, where these are sensitive. */
  #noting(granted: Promise<Access>): Promise<Access> {
    const access = granted.then((known) => {
      noteAccess(this, known);
      return known;
    });
    // A verb that fails before it asks for its rights must not leave an unhandled rejection behind.
    access.catch(() => {});
    return access;
  }

  lockEpoch(): Promise<number> {
    if (this.#hold === "shared")
      throw new Error("who shares the epoch cannot lock it: two that do so wait for each other");
    return this.#take("locked", "select gloria.lock_epoch() as epoch");
  }

  shareEpoch(): Promise<number> {
    return this.#take(this.#hold ?? "shared", "select gloria.share_epoch() as epoch");
  }

  async #take(hold: "locked" | "shared", statement: string): Promise<number> {
    const isFirst = this.#hold === null;
    this.#hold = hold;
    const [[row], opening] = await Promise.all([this.sql.unsafe<{ epoch: string }[]>(statement, []), this.opening]);
    const epoch = Number(row?.epoch);
    // Once it is held nobody else moves it: what differs later is this transaction's own doing.
    if (isFirst && epoch !== opening.epoch) {
      this.#access = this.#noting(this.#accessAt(epoch));
    }
    return epoch;
  }
}

async function auditingDenials<Result>(
  services: Services,
  ctx: TenantContext,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (isAppError(error, "access.denied")) await recordDenial(services, ctx, error);
    throw error;
  }
}

/** The transaction of the refused verb has rolled back: the denial gets one of its own. */
async function recordDenial(services: Services, ctx: TenantContext, error: AppError): Promise<void> {
  const { idempotency: _, ...bare } = ctx;
  try {
    const explanation = explanationOfDenial(error);
    await withTenant(services.app, bare, (tx) =>
      recordAudit(tx, "access.denied", {
        outcome: "denied",
        reason: String(error.params["permission"] ?? error.code),
        ...(explanation === null ? {} : deniedFacts(explanation)),
      }),
    );
  } catch (failure) {
    services.logger.error({ err: failure, requestId: ctx.origin.requestId }, "a denial could not be audited");
  }
}
