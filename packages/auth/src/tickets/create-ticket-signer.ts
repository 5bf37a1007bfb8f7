import { createHash } from "node:crypto";
import { AppError, type Clock, newId } from "@gloria/core";
import { z } from "zod";
import { isPathWithin } from "./is-path-within.ts";
import { createSeal } from "./seal.ts";

export const ticketPurposes = ["jobs", "files"] as const;
export type TicketPurpose = (typeof ticketPurposes)[number];

/** For whom a ticket or a cookie stands in. */
export interface TicketHolder {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
}

/** The row of `auth_tickets` that makes a ticket valid once. */
export interface TicketRow extends TicketHolder {
  readonly id: string;
  readonly purpose: TicketPurpose;
  /** SHA-256 of the ticket's text, hex. */
  readonly secretHash: string;
  readonly expiresAt: Date;
}

export interface PathCookie extends TicketHolder {
  /** The path at and under which the cookie is honoured, without a trailing slash: `/jobs`. */
  readonly path: string;
  readonly expiresAt: Date;
}

export interface TicketSigner {
  /** A new ticket, good for 60 seconds. Store the row; hand the text to the browser. */
  issueTicket(holder: TicketHolder, purpose: TicketPurpose): { readonly ticket: string; readonly row: TicketRow };
  /**
   * Reads a ticket. It counts only once the caller has deleted the row with this tenant, id and `secretHash`, which
   * succeeds for exactly one of two callers.
   *
   * @throws AppError `auth.ticket_invalid` when it is forged, altered, expired or made for another purpose.
   */
  readTicket(ticket: string, purpose: TicketPurpose): TicketRow;
  /** The value of a cookie that may stand in for a bearer token under one path until `expiresAt`. */
  signCookie(cookie: PathCookie): string;
  /**
   * Reads a cookie's value for a request to `requestPath`. The session's revocation is still the caller's to check.
   *
   * @throws AppError `auth.ticket_invalid` when it is forged, altered, expired or scoped to another path.
   */
  readCookie(value: string, requestPath: string): PathCookie;
}

const ticketLifetimeMs = 60_000;

const holderShape = { t: z.string(), u: z.string(), s: z.string(), exp: z.int() };
const ticketPayload = z.object({ ...holderShape, id: z.string(), for: z.enum(ticketPurposes) });
const cookiePayload = z.object({ ...holderShape, path: z.string() });

/**
 * Signs what a browser needs where it can send no `Authorization` header (pages and downloads it navigates to):
 * one-time tickets and the path-scoped cookies they are exchanged for. HMAC-SHA256, compared in constant time;
 * tickets and cookies have separate keys, so one never passes for the other.
 *
 * @param secret at least 32 random bytes, the same in every api process.
 * @throws Error when the secret is shorter.
 */
export function createTicketSigner(secret: string | Uint8Array, clock: Clock): TicketSigner {
  const tickets = createSeal(secret, "ticket");
  const cookies = createSeal(secret, "cookie");
  const isOver = (expiresAtMs: number) => expiresAtMs <= clock.now().getTime();

  return {
    issueTicket(holder, purpose) {
      const nowMs = clock.now().getTime();
      const id = newId(nowMs);
      const expiresAt = new Date(nowMs + ticketLifetimeMs);
      const ticket = tickets.close({ ...payloadOf(holder, expiresAt), id, for: purpose });
      return { ticket, row: { ...holderOf(holder), id, purpose, secretHash: sha256Hex(ticket), expiresAt } };
    },
    readTicket(ticket, purpose) {
      const { success, data } = ticketPayload.safeParse(tickets.open(ticket));
      if (!success || data.for !== purpose || isOver(data.exp)) {
        throw new AppError("auth.ticket_invalid");
      }
      return {
        ...holderFrom(data),
        id: data.id,
        purpose: data.for,
        secretHash: sha256Hex(ticket),
        expiresAt: new Date(data.exp),
      };
    },
    signCookie(cookie) {
      if (!/^(\/[\w-]+)+$/.test(cookie.path)) {
        throw new TypeError("A cookie's path is absolute, of plain segments, without a trailing slash.");
      }
      return cookies.close({ ...payloadOf(cookie, cookie.expiresAt), path: cookie.path });
    },
    readCookie(value, requestPath) {
      const { success, data } = cookiePayload.safeParse(cookies.open(value));
      if (!success || !isPathWithin(requestPath, data.path) || isOver(data.exp)) {
        throw new AppError("auth.ticket_invalid");
      }
      return { ...holderFrom(data), path: data.path, expiresAt: new Date(data.exp) };
    },
  };
}

function payloadOf(holder: TicketHolder, expiresAt: Date) {
  return { t: holder.tenantId, u: holder.userId, s: holder.sessionId, exp: expiresAt.getTime() };
}

function holderFrom(payload: { readonly t: string; readonly u: string; readonly s: string }): TicketHolder {
  return { tenantId: payload.t, userId: payload.u, sessionId: payload.s };
}

function holderOf({ tenantId, userId, sessionId }: TicketHolder): TicketHolder {
  return { tenantId, userId, sessionId };
}

function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
