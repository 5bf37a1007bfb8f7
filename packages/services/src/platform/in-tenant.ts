import { type AppError, isAppError, type TenantContext } from "@gloria/core";
import { readTenant, type TenantTransaction, TransactionEnded, withTenant } from "@gloria/db";
import type { Access, AssumedAccess } from "@gloria/permissions";
import { assertSchoolExists } from "./assert-school-exists.ts";
import { recordAudit } from "./audit/record-audit.ts";
import type { Services } from "./services.ts";

/** A transaction inside a tenant, with the caller's rights as of its snapshot. */
export interface VerbTransaction extends TenantTransaction {
  /**
   * The caller's rights; rejects when person or tenant are inactive, or the chosen school does not exist. Already under
   * way, so awaiting it late costs nothing. Awaited before any
   * answer leaves, also where the verb itself asks for nothing.
   */
  readonly access: Promise<Access>;
  /**
   * Makes this transaction the tenant's only one that changes who may do what. Taken before any other lock by every
   * verb that will raise the epoch.
   */
  lockEpoch(): Promise<void>;
}

/** Runs a writing verb: all of it commits, or none. A denial is written into the audit log all the same. */
export function writeInTenant<Result>(
  services: Services,
  ctx: TenantContext,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  return auditingDenials(services, ctx, () =>
    withTenant(
      services.app,
      ctx,
      (tx) => run(services, tx, work),
      async (tx) => (await services.permissions.accessFor(tx)).assertActive(),
    ),
  );
}

/** Runs a reading verb in a read-only transaction. */
export function readInTenant<Result>(
  services: Services,
  ctx: TenantContext,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
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
  return auditingDenials(services, ctx, async () => {
    const assumed = services.permissions.assumedFor(ctx);
    const outcome = assumed === null ? null : await runAssuming(services, ctx, assumed, work);
    if (outcome === null) return readTenant(services.app, ctx, (tx) => run(services, tx, work));
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

/** How the verb ended; null when that may not be told, since the rights have changed or there was more to ask. */
async function runAssuming<Result>(
  services: Services,
  ctx: TenantContext,
  assumed: AssumedAccess,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<PromiseSettledResult<Result> | null> {
  return readTenant(
    services.app,
    ctx,
    async (tx) => {
      const verb = new Verb(tx, grantedIn(tx, assumed.access));
      const [[outcome], opening] = await Promise.all([
        Promise.allSettled([Promise.all([work(verb), verb.access]).then(([result]) => result)]),
        tx.opening,
      ]);
      const wantedMore = outcome.status === "rejected" && outcome.reason instanceof TransactionEnded;
      return wantedMore || !assumed.holds(opening) ? null : outcome;
    },
    { atOnce: true },
  );
}

/** Whatever the verb does, nothing leaves before the caller's rights are known to be in order. */
async function run<Result>(
  services: Services,
  tx: TenantTransaction,
  work: (tx: VerbTransaction) => Promise<Result>,
): Promise<Result> {
  const verb = verbTransaction(services, tx);
  const [result] = await Promise.all([work(verb), verb.access]);
  return result;
}

function verbTransaction(services: Services, tx: TenantTransaction): VerbTransaction {
  return new Verb(tx, grantedIn(tx, services.permissions.accessFor(tx)));
}

/** The caller's rights, once person, tenant and the chosen school are found in order. */
function grantedIn(tx: TenantTransaction, granted: Access | Promise<Access>): Promise<Access> {
  const { schoolId } = tx.ctx;
  const access = Promise.all([granted, schoolId === null ? null : assertSchoolExists(tx, schoolId)]).then(([known]) => {
    known.assertActive();
    return known;
  });
  // A verb that fails before it asks for its rights must not leave an unhandled rejection behind.
  access.catch(() => {});
  return access;
}

class Verb implements VerbTransaction {
  readonly tenantId: string;
  readonly ctx: TenantContext;
  readonly sql: TenantTransaction["sql"];
  readonly readOnly: boolean;
  readonly opening: TenantTransaction["opening"];
  readonly access: Promise<Access>;
  readonly #tx: TenantTransaction;

  constructor(tx: TenantTransaction, access: Promise<Access>) {
    this.tenantId = tx.tenantId;
    this.ctx = tx.ctx;
    this.sql = tx.sql;
    this.readOnly = tx.readOnly;
    this.opening = tx.opening;
    this.access = access;
    this.#tx = tx;
  }

  get db() {
    return this.#tx.db;
  }

  async lockEpoch(): Promise<void> {
    await this.sql.unsafe("select gloria.lock_epoch()", []);
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
    await withTenant(services.app, bare, (tx) =>
      recordAudit(tx, "access.denied", { outcome: "denied", reason: String(error.params["permission"] ?? error.code) }),
    );
  } catch (failure) {
    services.logger.error({ err: failure, requestId: ctx.origin.requestId }, "a denial could not be audited");
  }
}
