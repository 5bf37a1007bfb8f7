import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ApiProvider } from "../../lib/api-provider.tsx";
import { onImpersonationChange } from "../../lib/impersonation.ts";
import { notifyDone } from "../../lib/notify.ts";
import { queryClient } from "../../lib/query-client.ts";
import { currentSession, onSessionChange } from "../../lib/session.ts";

/** Around every page, signed in or not. */
export function RootFrame() {
  useSessionEnd();
  useLookEnd();
  useFocusOnNavigation();
  return (
    <ApiProvider>
      <Outlet />
    </ApiProvider>
  );
}

/** When the session ends, whatever ended it: forget what was loaded, and remember where the person was. */
function useSessionEnd(): void {
  const router = useRouter();
  useEffect(
    () =>
      onSessionChange(() => {
        if (currentSession()) return;
        const here = router.state.location;
        if (here.pathname !== "/sign-in") void router.navigate({ to: "/sign-in", search: { return: here.href } });
        queryClient.clear();
      }),
    [router],
  );
}

/** Oneself again: at the page of the person who was looked through, for what was open may be nobody else's. */
function useLookEnd(): void {
  const { t } = useTranslation();
  const router = useRouter();
  useEffect(
    () =>
      onImpersonationChange((over) => {
        if (over === null || !currentSession()) return;
        void router.navigate({ to: "/users/$userId", params: { userId: over.userId }, search: {} });
        void notifyDone(t(over.end === "ended" ? "impersonation.over" : "impersonation.expired"));
      }),
    [router, t],
  );
}

/** A new page begins at its heading, also for those who do not see it change. */
function useFocusOnNavigation(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", (event) => {
        if (!event.pathChanged || !event.fromLocation) return;
        document.querySelector<HTMLElement>("[data-page-title]")?.focus({ preventScroll: true });
      }),
    [router],
  );
}
