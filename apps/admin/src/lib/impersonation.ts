import { useSyncExternalStore } from "react";
import { onSessionChange } from "./session.ts";

/**
 * Through whose eyes this tab looks. It lies in sessionStorage: other tabs stay the person who is signed in, and a
 * reload goes on looking. Whether it still holds is the server's to say, with every answer.
 */
export interface Impersonation {
  readonly id: string;
  /** The person looked through. */
  readonly userId: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

export type LookEnd = "ended" | "expired" | "refused";

/** Told who was looked through and why that is over; null when it begins. */
type Listener = (over: { readonly userId: string; readonly end: LookEnd } | null) => void;

const key = "gloria.impersonation";
const listeners = new Set<Listener>();
let current: Impersonation | null = parse(read());
let expiryTimer: ReturnType<typeof setTimeout> | undefined;

export function currentImpersonation(): Impersonation | null {
  return current;
}

export function beginLooking(next: Impersonation): void {
  replace(next, null);
}

/** From the next request on everything is asked as the person who is signed in. */
export function stopLooking(end: LookEnd): void {
  if (current) replace(null, end);
}

export function useImpersonation(): Impersonation | null {
  return useSyncExternalStore(onImpersonationChange, currentImpersonation);
}

/** Returns what stops telling. */
export function onImpersonationChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function replace(next: Impersonation | null, end: LookEnd | null): void {
  const over = current !== null && end !== null ? { userId: current.userId, end } : null;
  current = next;
  write(next === null ? null : JSON.stringify(next));
  armExpiry();
  for (const listener of listeners) listener(over);
}

function armExpiry(): void {
  clearTimeout(expiryTimer);
  if (!current) return;
  expiryTimer = setTimeout(() => stopLooking("expired"), Math.max(0, Date.parse(current.expiresAt) - Date.now()));
}

function parse(text: string | null): Impersonation | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Another program wrote under our key: as good as nothing.
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { id, userId, expiresAt } = value as Partial<Record<keyof Impersonation, unknown>>;
  if (typeof id !== "string" || typeof userId !== "string" || typeof expiresAt !== "string") return null;
  return Date.parse(expiresAt) > Date.now() ? { id, userId, expiresAt } : null;
}

function read(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    // A browser that keeps nothing forgets with a reload, and is safe in that.
    return null;
  }
}

function write(text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Kept in memory until the tab is reloaded.
  }
}

armExpiry();
// Signed out, or signed in as somebody else: nobody is looked through any more.
onSessionChange(() => stopLooking("ended"));
