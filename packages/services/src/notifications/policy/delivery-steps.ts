import type { NotificationChannel, SuppressReason } from "@gloria/contracts";

/** Everything a decision looks at, read in one transaction. */
export interface DeliveryFacts {
  readonly channel: NotificationChannel;
  readonly expiresAt: Date | null;
  readonly recipient: {
    /** Invited people are told too: the welcome is for them. */
    readonly status: "invited" | "active" | "suspended" | "resigned";
    readonly deleted: boolean;
  };
  readonly tenantActive: boolean;
  /** The type falls silent once read, and the person has read it in the inbox. */
  readonly seenElsewhere: boolean;
  /** Where the channel would send it; null: the person has no such address. In-app needs none. */
  readonly address: string | null;
  /** The person wants none of this type by this channel. */
  readonly optedOut: boolean;
  /** Comes whatever the person has chosen. */
  readonly critical: boolean;
  /** The provider asked for a pause until then; null: it takes messages. */
  readonly providerPausedUntil: Date | null;
}

export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "suppress"; readonly reason: SuppressReason }
  | { readonly kind: "defer"; readonly until: Date };

type Step = (facts: DeliveryFacts, now: Date) => Verdict;

const pass: Verdict = { kind: "pass" };
const suppress = (reason: SuppressReason): Verdict => ({ kind: "suppress", reason });

const expiry: Step = (facts, now) => (facts.expiresAt !== null && facts.expiresAt <= now ? suppress("expired") : pass);

const recipient: Step = (facts) =>
  !facts.tenantActive || facts.recipient.deleted || !["invited", "active"].includes(facts.recipient.status)
    ? suppress("recipient_inactive")
    : pass;

const seen: Step = (facts) => (facts.seenElsewhere && facts.channel !== "in_app" ? suppress("already_seen") : pass);

const address: Step = (facts) => (facts.channel !== "in_app" && facts.address === null ? suppress("no_address") : pass);

const preference: Step = (facts) => (facts.optedOut && !facts.critical ? suppress("preference") : pass);

const provider: Step = (facts, now) =>
  facts.providerPausedUntil !== null && facts.providerPausedUntil > now
    ? { kind: "defer", until: facts.providerPausedUntil }
    : pass;

/**
 * The order is part of the promise: what can never arrive is found before what must wait, so that a person without an
 * address is not reported as "provider busy". Digest, quiet hours and caps have their places between `preference` and
 * `provider`.
 */
export const deliverySteps: readonly (readonly [name: string, step: Step])[] = [
  ["expiry", expiry],
  ["recipient", recipient],
  ["seen", seen],
  ["address", address],
  ["preference", preference],
  ["provider", provider],
];
