import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Toaster } from "sonner";
import { ApiProvider } from "../../lib/api-provider.tsx";
import { queryClient } from "../../lib/query-client.ts";
import { currentSession, onSessionChange } from "../../lib/session.ts";
import { useDark } from "../../lib/theme.ts";
import { TooltipProvider } from "../../ui/tooltip.tsx";

/** Around every page, signed in or not. */
export function RootFrame() {
  const dark = useDark();
  const { t } = useTranslation();
  useSessionEnd();
  useFocusOnNavigation();
  return (
    <ApiProvider>
      <TooltipProvider delayDuration={400}>
        <Outlet />
        <Toaster
          theme={dark ? "dark" : "light"}
          position="bottom-right"
          mobileOffset={{ bottom: 80 }}
          containerAriaLabel={t("notification.bell")}
          toastOptions={{
            style: {
              background: "var(--raised)",
              color: "var(--ink)",
              borderColor: "var(--line)",
              fontFamily: "var(--font-sans)",
            },
          }}
        />
      </TooltipProvider>
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
