import { AppError, type TenantContext } from "@gloria/core";
import { withTenant } from "@gloria/db";
import type { Services } from "../../platform/index.ts";

/** How long attempts are counted together. */
export const attemptWindowMinutes = 15;
/** A whole staff room may share one address, but accepts without mistakes; those are given back. */
const perAddress = 10;
const perTenant = 200;

/** An attempt that was counted; {@link AttemptTicket.giveBack} when it turned out to be no guess. */
export interface AttemptTicket {
  giveBack(): Promise<void>;
}

/**
 * Counts an attempt at an invitation before it is looked at, in a transaction of its own: of any number of guesses at
 * once, no more than the limit are ever compared.
 *
 * @throws AppError `invitation.too_many_attempts`, `auth.unknown_tenant`
 */
export async function countAttempt(services: Services, ctx: TenantContext): Promise<AttemptTicket> {
  const subjects = [`invitation ip ${ctx.origin.ip ?? "unknown"}`.slice(0, 120), "invitation tenant"];
  const counts = await withTenant(services.app, ctx, (tx) =>
    tx.sql.unsafe<{ subject: string; attempts: number }[]>(
      `insert into gloria.attempt_counters as c (tenant_id, subject)
       select $1::uuid, s from unnest($2::text[]) as s order by s
       on conflict (tenant_id, subject) do update set
         attempts = case when c.window_started_at < now() - $3 * interval '1 minute' then 1 else c.attempts + 1 end,
         window_started_at = case when c.window_started_at < now() - $3 * interval '1 minute' then now() else c.window_started_at end
       returning subject, attempts`,
      [ctx.tenantId, subjects, attemptWindowMinutes],
    ),
  );
  const limitOf = (subject: string) => (subject === "invitation tenant" ? perTenant : perAddress);
  if (counts.some(({ subject, attempts }) => attempts > limitOf(subject))) {
    throw new AppError("invitation.too_many_attempts", { minutes: attemptWindowMinutes });
  }
  return {
    giveBack: async () => {
      await withTenant(services.app, ctx, (tx) =>
        tx.sql.unsafe(
          `update gloria.attempt_counters set attempts = greatest(0, attempts - 1)
           where tenant_id = $1 and subject = any($2::text[])`,
          [ctx.tenantId, subjects],
        ),
      );
    },
  };
}
