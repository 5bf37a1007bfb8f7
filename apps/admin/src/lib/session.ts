import { useSyncExternalStore } from "react";
import { onStoredElsewhere, readStored, writeStored } from "./storage.ts";

/**
 * The signed-in person of this browser.
 *
 * The token lies in localStorage, not in sessionStorage: the tabs of a browser are one person with one event
 * stream, a link opened in a new tab must not ask for sign-in, and signing out in one tab must end all. Neither
 * storage is safer against script in the page; against that stand the content security policy (no inline script,
 * own origin only), the token's short life, and the session on the server, which can be ended at any moment.
 */
export interface Session {
  readonly token: string;
  /** RFC 3339; null where the provider of the tokens renews them. */
  readonly expiresAt: string | null;
  readonly userId: string;
}

export type EndReason = "signed-out" | "expired";

const key = "gloria.session";
const listeners = new Set<() => void>();
let session: Session | null = parse(readStored(key));
let endReason: EndReason | null = null;
let expiryTimer: ReturnType<typeof setTimeout> | undefined;

export function currentSession(): Session | null {
  return session;
}

/** Why there is no session any more; null before the first sign-in. */
export function sessionEndReason(): EndReason | null {
  return endReason;
}

export function startSession(next: Session): void {
  writeStored(key, JSON.stringify(next));
  replace(next, null);
}

export function endSession(reason: EndReason): void {
  if (!session) return;
  writeStored(key, null);
  replace(null, reason);
}

export function useSession(): Session | null {
  return useSyncExternalStore(onSessionChange, currentSession);
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function replace(next: Session | null, reason: EndReason | null): void {
  session = next;
  endReason = reason;
  armExpiry();
  for (const listener of listeners) listener();
}

/** The server refuses an expired token anyway; the timer spares the reader a failing page. */
function armExpiry(): void {
  clearTimeout(expiryTimer);
  if (!session?.expiresAt) return;
  const longestTimerMs = 2 ** 31 - 1;
  const leftMs = new Date(session.expiresAt).getTime() - Date.now();
  expiryTimer = setTimeout(
    () => (leftMs > longestTimerMs ? armExpiry() : endSession("expired")),
    Math.min(Math.max(leftMs, 0), longestTimerMs),
  );
}

function parse(text: string | null): Session | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Another program wrote under our key: as good as signed out.
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { token, expiresAt, userId } = value as Partial<Record<keyof Session, unknown>>;
  if (typeof token !== "string" || typeof userId !== "string") return null;
  if (expiresAt === null) return { token, expiresAt, userId };
  return typeof expiresAt === "string" && Date.parse(expiresAt) > Date.now() ? { token, expiresAt, userId } : null;
}

armExpiry();
onStoredElsewhere(key, (value) => {
  const next = parse(value);
  replace(next, next ? null : "signed-out");
});
