import { Outlet } from "@tanstack/react-router";
import { Command, Search } from "lucide-react";
import { lazy, Suspense, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { OfflineBanner } from "../../components/stale-banner.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { ImpersonationBanner } from "../impersonation/impersonation-banner.tsx";
import { Brand } from "./brand.tsx";
import { PhoneBar } from "./phone-bar.tsx";
import { PlaceList } from "./place-list.tsx";
import { AccountPopup, BellPopup, SchoolPopup } from "./shell-popups.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const CommandPalette = lazy(async () => ({ default: (await import("./command-palette.tsx")).CommandPalette }));
const NavDrawer = lazy(async () => ({ default: (await import("./nav-drawer.tsx")).NavDrawer }));
const ShortcutsDialog = lazy(async () => ({ default: (await import("./shortcuts-dialog.tsx")).ShortcutsDialog }));

type Overlay = "palette" | "shortcuts" | "drawer" | null;

/** The frame around every page of a signed-in person. */
export function Shell() {
  const { t } = useTranslation();
  const [overlay, setOverlay] = useState<Overlay>(null);
  const close = (open: boolean) => {
    if (!open) setOverlay(null);
  };
  const openPalette = useCallback(() => setOverlay("palette"), []);
  const openShortcuts = useCallback(() => setOverlay("shortcuts"), []);
  useShortcuts({ onPalette: openPalette, onHelp: openShortcuts });

  return (
    <div className="lg:grid lg:grid-cols-[16.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-control focus:bg-primary focus:px-4 focus:py-3 focus:font-semibold focus:text-on-primary"
      >
        {t("shell.skipToContent")}
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col bg-nav text-nav-ink lg:flex">
        <div className="flex items-center gap-2.5 px-6 pt-5 pb-4 text-lg font-extrabold tracking-tight">
          <Brand className="size-8" />
          {t("common.product")}
        </div>
        <div className="px-3">
          <SchoolPopup />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">
          <PlaceList />
        </div>
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <div className="sticky top-0 z-10 [@media(max-height:24rem)]:static">
          <ImpersonationBanner />
          <header
            data-shell
            className="flex min-h-16 items-center gap-2 border-b border-line bg-paper/95 px-4 backdrop-blur md:px-8"
          >
            <span className="flex items-center gap-2 font-extrabold text-primary-ink lg:hidden">
              <Brand className="size-7" />
              <span className="sr-only sm:not-sr-only">{t("common.product")}</span>
            </span>
            <button
              type="button"
              onClick={openPalette}
              className="control ml-auto flex items-center gap-2.5 rounded-control border border-line-strong bg-surface px-3 text-sm text-ink-soft hover:bg-sunken lg:ml-0 lg:w-80"
            >
              <Search aria-hidden className="size-4" />
              <span className="hidden flex-1 text-left sm:inline">{t("shell.palette")}</span>
              <span className="sr-only sm:hidden">{t("shell.palette")}</span>
              <span className="hidden items-center gap-1 lg:inline-flex">
                <Kbd>
                  <Command aria-hidden className="size-3" />
                  <span className="sr-only">Ctrl</span>
                </Kbd>
                <Kbd>K</Kbd>
              </span>
            </button>
            <div className="flex items-center gap-1 lg:ml-auto">
              <BellPopup />
              <AccountPopup onShortcuts={openShortcuts} />
            </div>
          </header>
        </div>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-28 outline-none md:px-8 md:pt-8 lg:pb-12"
        >
          <OfflineBanner />
          <Outlet />
        </main>
      </div>
      <PhoneBar onMenu={() => setOverlay("drawer")} />
      <Suspense>
        {overlay === "palette" ? <CommandPalette onOpenChange={close} onShortcuts={openShortcuts} /> : null}
        {overlay === "drawer" ? <NavDrawer open onOpenChange={close} /> : null}
        {overlay === "shortcuts" ? <ShortcutsDialog open onOpenChange={close} /> : null}
      </Suspense>
    </div>
  );
}

/** Shown until it is known who is signed in; the same frame, so that nothing moves. */
export function ShellSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="lg:grid lg:grid-cols-[16.5rem_minmax(0,1fr)]">
      <div className="sticky top-0 hidden h-dvh bg-nav lg:block" />
      <main aria-busy className="min-h-dvh">
        <h1 className="sr-only">{t("common.loading")}</h1>
        <div className="min-h-16 border-b border-line" />
      </main>
    </div>
  );
}
