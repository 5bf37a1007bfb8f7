import type { Locale } from "@gloria/contracts";

/** `userId` is looked through by somebody else: nothing may be changed, and both names stand in what is audited. */
export interface Impersonation {
  readonly id: string;
  readonly impersonatorId: string;
}

/** Who acts. A system actor is a named part of Gloria itself (a worker job, a migration, the CLI). */
export type Actor =
  | {
      readonly kind: "user";
      readonly userId: string;
      readonly sessionId: string | null;
      readonly impersonation?: Impersonation | undefined;
    }
  | { readonly kind: "system"; readonly name: string };

/** How a request came in: the admin app, REST and the standards beside it, a terminal, or a worker's job. */
export type RequestChannel = "web" | "api" | "cli" | "job";

/** Where a request came from; stored with every audit event. Conditions of permissions may ask for ip and channel. */
export interface RequestOrigin {
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly traceId: string | null;
  readonly channel: RequestChannel;
}

/**
 * Everything a verb needs to know about its caller, before a transaction is open. Made by the transport after
 * sign-in, by the worker from a job, and by the CLI from its flags.
 */
export interface TenantContext {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly origin: RequestOrigin;
  readonly locale: Locale;
  /** `X-Gloria-School`: narrows targets and lists after the decision; never widens. */
  readonly schoolId: string | null;
  /** Set when the caller sent `Idempotency-Key`: the first write transaction stores its result under it. */
  readonly idempotency?: IdempotencyRequest | undefined;
}

export interface IdempotencyRequest {
  readonly key: string;
  /** SHA-256 of operation and input, hex: another body under the same key is a conflict. */
  readonly fingerprint: string;
}
