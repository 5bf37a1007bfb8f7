import { setTimeout as delay } from "node:timers/promises";
import type { AuthenticatedCaller } from "@gloria/auth";
import type { InboxSince } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { getInboxCounts, listInboxSince } from "@gloria/services";
import type { ApiContext } from "../api-context.ts";

/** Also without a hint the inbox, and with it the session, is looked at this often. */
const lookEveryMs = 20_000;

/**
 * A person's inbox as it changes: first the counts (and, with `since`, everything missed after that revision), then
 * each change. Ends when the client goes or the token expires; throws when session or person no longer hold.
 *
 * @param since revision last seen; not a number: only what is new from now on
 */
export async function* streamInbox(
  api: ApiContext,
  tenant: TenantContext,
  caller: AuthenticatedCaller,
  since: number,
  clientSignal: AbortSignal,
): AsyncGenerator<InboxSince> {
  const { services } = api;
  const expiresInMs = Math.max(0, caller.claims.expiresAtMs - services.clock.now().getTime());
  // setTimeout cannot wait longer than 2^31-1 ms; no token of ours lives that long.
  const signal = AbortSignal.any([
    clientSignal,
    api.stopping,
    AbortSignal.timeout(Math.min(expiresInMs, 2_147_483_647)),
  ]);
  let woken = false;
  let wakeNow = () => {};
  const unsubscribe = api.inboxHub.subscribe(tenant.tenantId, caller.userId, () => {
    woken = true;
    wakeNow();
  });
  api.metrics.streamOpened();
  try {
    let rev = since;
    if (!Number.isSafeInteger(rev) || rev < 0 || rev > 2_147_483_647) {
      const counts = await getInboxCounts(services, tenant);
      rev = counts.rev;
      yield { items: [], counts, more: false };
    } else {
      // A revision that this inbox never had (another person's, or a database restored): begin anew.
      const counts = await getInboxCounts(services, tenant);
      if (rev > counts.rev) {
        rev = counts.rev;
        yield { items: [], counts, more: false };
      }
    }
    while (!signal.aborted) {
      woken = false;
      const change = await listInboxSince(services, tenant, { rev });
      if (change.items.length > 0 || change.counts.rev !== rev) {
        yield change;
        rev = change.more ? (change.items.at(-1)?.rev ?? change.counts.rev) : change.counts.rev;
        if (change.more) continue;
      }
      if (woken) continue;
      const waking = new AbortController();
      wakeNow = () => waking.abort();
      await delay(lookEveryMs, undefined, { signal: AbortSignal.any([signal, waking.signal]) }).catch(() => {});
    }
  } finally {
    unsubscribe();
    api.metrics.streamClosed();
  }
}
