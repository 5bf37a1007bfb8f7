/** A mail as it goes out; the same delivery gives the same bytes at every attempt. */
export interface OutgoingMail {
  /** The provider's idempotency key. */
  readonly deliveryId: string;
  readonly tenantId: string;
  readonly recipientId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type SendOutcome =
  /** The provider has it. */
  | { readonly kind: "accepted"; readonly messageId: string | null }
  /** It will never take this message. */
  | { readonly kind: "rejected"; readonly error: string }
  /** It did not take it now; surely nothing was sent. */
  | { readonly kind: "retry"; readonly error: string; readonly retryAfterMs: number | null }
  /** Nobody knows: the connection broke or the answer did not come. */
  | { readonly kind: "ambiguous"; readonly error: string };

export interface MailProvider {
  readonly name: string;
  /** How long a repeated delivery id is recognized and not sent twice, in ms. */
  readonly replayWindowMs: number;
  /** After this an attempt without an answer is ambiguous, in ms. Leases are longer. */
  readonly timeoutMs: number;
  /** Until when it asked to be left alone; null: it takes messages. */
  pausedUntil(now: Date): Date | null;
  /** Never throws for what the provider says or does not say. */
  send(mail: OutgoingMail): Promise<SendOutcome>;
}
