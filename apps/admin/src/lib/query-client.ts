import { MutationCache, type Query, QueryCache, QueryClient } from "@tanstack/react-query";
import { failureOf, isUnauthenticated } from "./failure.ts";
import { stopLooking } from "./impersonation.ts";
import { endSession } from "./session.ts";

/** What no longer holds for the server ends here too, wherever it shows: the session, or looking through somebody. */
function endWhatIsOver(error: unknown): void {
  if (isUnauthenticated(error)) endSession("expired");
  const { code } = failureOf(error);
  if (code !== null && overCodes.includes(code)) stopLooking("refused");
}

const overCodes: readonly string[] = ["impersonation.ended", "impersonation.not_found"];

/** Only what may succeed the next time is tried again: no answer at all, or a server that is busy. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  const { status } = failureOf(error);
  return failures < 2 && (status === null || status === 502 || status === 503 || status === 504);
}

/**
 * A refusal stands until something is done about it: coming back to the window, or to the network, asks for nothing that
 * was refused, or every glance would be one more denial in the audit log.
 */
function unlessRefused({ state }: Pick<Query, "state">): boolean {
  const status = state.error ? failureOf(state.error).status : null;
  return status !== 403 && status !== 404;
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: endWhatIsOver }),
  mutationCache: new MutationCache({ onError: endWhatIsOver }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      retry: worthAnotherTry,
      retryDelay: (attempt) => Math.min(4_000, 500 * 2 ** attempt),
      refetchOnWindowFocus: unlessRefused,
      refetchOnReconnect: unlessRefused,
    },
    mutations: { retry: false },
  },
});
