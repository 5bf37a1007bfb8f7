import { type AppError, isAppError, type TenantContext } from "@gloria/core";
import { readTenant, type TenantTransaction, withTenant } from "@gloria/db";
import type { Access } from "@gloria/permissions";
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
  const access = Promise.all([services.permissions.accessFor(tx), assertNarrowing(tx)]).then(([granted]) => {
    granted.assertActive();
    return granted;
  });
  // A verb that fails before it asks for its rights must not leave an unhandled rejection behind.
  access.catch(() => {});
  return {
    ...tx,
    access,
    async lockEpoch() {
      await tx.sql.unsafe("select gloria.lock_epoch()", []);
    },
  };
}

async function assertNarrowing(tx: TenantTransaction): Promise<void> {
  if (tx.ctx.schoolId !== null) await assertSchoolExists(tx, tx.ctx.schoolId);
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
