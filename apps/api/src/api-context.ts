import type { Authenticator, TicketSigner } from "@gloria/auth";
import type { Logger } from "@gloria/core";
import type { OutboxBell } from "@gloria/jobs";
import type {
  ActivityLog,
  ClerkDirectory,
  ClerkInvitations,
  InboxHub,
  Services,
  SessionIssuer,
} from "@gloria/services";
import type { ApiMetrics } from "./http/metrics.ts";

/** How people sign in on this installation. */
export type SignInMethod =
  | { readonly kind: "local"; readonly issuer: SessionIssuer }
  | {
      readonly kind: "clerk";
      readonly webhookSecret: string | null;
      readonly directory: ClerkDirectory;
      readonly invitations: ClerkInvitations;
    };

/** Everything that the transport works with; made once per process by `createApi`. */
export interface ApiContext {
  readonly services: Services;
  readonly authenticator: Authenticator;
  readonly signIn: SignInMethod;
  readonly tickets: TicketSigner;
  /** Told of everybody who sends a request. */
  readonly activity: ActivityLog;
  readonly inboxHub: InboxHub;
  /** Rung after every change, so that the worker need not wait for its next look. */
  readonly outboxBell: OutboxBell;
  readonly logger: Logger;
  readonly metrics: ApiMetrics;
  /** Cookies are marked Secure where the public origin is https. */
  readonly secureCookies: boolean;
  /** Aborted when the process goes down: streams end, and their clients come back to another one. */
  readonly stopping: AbortSignal;
}
