import type { AuthenticatedCaller } from "@gloria/auth";
import type { Locale } from "@gloria/contracts";
import type { RequestOrigin, TenantContext } from "@gloria/core";
import type { ApiContext } from "../api-context.ts";

/** One request, before anybody knows who it is from. */
export interface RequestContext {
  readonly api: ApiContext;
  readonly origin: RequestOrigin;
  readonly locale: Locale;
  /** Token of the `Authorization` header; null without one. */
  readonly bearer: string | null;
  readonly schoolId: string | null;
  /** `X-Gloria-Impersonate`: looks through somebody else's eyes; null without one. */
  readonly impersonationId: string | null;
  /** `Idempotency-Key`; null without one. */
  readonly idempotencyKey: string | null;
  /** Ends with the client's connection. Made when it is asked for: few procedures wait for the client to leave. */
  readonly signal: () => AbortSignal;
}

/** One request of a known caller. */
export interface SignedInContext extends RequestContext {
  readonly caller: AuthenticatedCaller;
  readonly tenant: TenantContext;
}
