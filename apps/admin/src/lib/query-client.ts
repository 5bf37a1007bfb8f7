import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { failureOf, isUnauthenticated } from "./failure.ts";
import { endSession } from "./session.ts";

/** A refused sign-in ends the session wherever it shows; the shell then goes to the sign-in page. */
function endWhenUnauthenticated(error: unknown): void {
  if (isUnauthenticated(error)) endSession("expired");
}

/** Only what may succeed the next time is tried again: no answer at all, or a server that is busy. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  const { status } = failureOf(error);
  return failures < 2 && (status === null || status === 502 || status === 503 || status === 504);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: endWhenUnauthenticated }),
  mutationCache: new MutationCache({ onError: endWhenUnauthenticated }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      retry: worthAnotherTry,
      retryDelay: (attempt) => Math.min(4_000, 500 * 2 ** attempt),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
