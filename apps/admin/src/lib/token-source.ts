import { currentSession } from "./session.ts";

type TokenSource = () => Promise<string | null>;

const fromSession: TokenSource = async () => currentSession()?.token ?? null;
let source: TokenSource = fromSession;

/** The bearer token for the next request. */
export function requestToken(): Promise<string | null> {
  return source();
}

/** Clerk renews its tokens every minute, so its client is asked each time; null goes back to the stored session. */
export function takeTokensFrom(next: TokenSource | null): void {
  source = next ?? fromSession;
}
