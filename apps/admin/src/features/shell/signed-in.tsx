import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { MeContext } from "../../lib/me.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";
import { LiveNotifications } from "../notifications/live-notifications.tsx";
import { Shell, ShellSkeleton } from "./shell.tsx";

const Toasts = lazy(async () => ({ default: (await import("./toasts.tsx")).Toasts }));

/** Learns who is signed in and what they may see, then shows the shell. */
export function SignedIn() {
  const trpc = usePersonalTRPC();
  const me = useQuery(trpc.auth.me.queryOptions(undefined, { staleTime: 60_000 }));
  if (me.isPending) return <ShellSkeleton />;
  if (!me.data) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <FailurePanel error={me.error} onRetry={() => me.refetch()} headingLevel={1} />
      </main>
    );
  }
  return (
    <MeContext value={me.data}>
      <LiveNotifications>
        <Shell />
        <Suspense>
          <Toasts />
        </Suspense>
      </LiveNotifications>
    </MeContext>
  );
}
