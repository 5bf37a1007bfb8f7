import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { setLocale, useLocale } from "../../lib/i18n.ts";
import { sessionEndReason } from "../../lib/session.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { Brand } from "../shell/brand.tsx";
import { LocalSignIn } from "./local-sign-in.tsx";

const ClerkSignIn = CLERK_PUBLISHABLE_KEY
  ? lazy(async () => ({ default: (await import("./clerk-sign-in.tsx")).ClerkSignIn }))
  : null;

export function SignInPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const trpc = usePersonalTRPC();
  const options = useQuery(trpc.auth.options.queryOptions());
  const reason = sessionEndReason();
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <title>{`${t("signIn.title")} · Gloria`}</title>
      <aside className="relative hidden overflow-hidden bg-nav p-12 text-nav-ink lg:grid lg:content-between">
        <div className="flex items-center gap-3 text-xl font-extrabold">
          <Brand className="size-10" />
          {t("common.product")}
        </div>
        <Ledger />
        <div className="relative grid max-w-md gap-3">
          <p className="text-3xl leading-tight font-extrabold text-balance">{t("signIn.promiseTitle")}</p>
          <p className="text-nav-soft">{t("signIn.promiseBody")}</p>
        </div>
      </aside>
      <main className="grid content-start justify-items-center gap-8 px-4 py-8 sm:px-8 lg:content-center">
        <div className="flex w-full max-w-md items-center justify-between">
          <span className="flex items-center gap-2.5 text-lg font-extrabold text-primary-ink lg:invisible">
            <Brand className="size-8" />
            {t("common.product")}
          </span>
          <Button
            look="quiet"
            lang={locale === "id" ? "en" : "id"}
            onClick={() => void setLocale(locale === "id" ? "en" : "id")}
          >
            {locale === "id" ? t("shell.languageEn") : t("shell.languageId")}
          </Button>
        </div>
        <div className="grid w-full max-w-md gap-6">
          <header className="grid gap-1.5">
            <h1 data-page-title tabIndex={-1} className="text-3xl font-extrabold tracking-tight">
              {t("signIn.welcome")}
            </h1>
            <p className="text-ink-soft">{t("signIn.lead")}</p>
          </header>
          {reason ? (
            <p role="status" className="rounded-control bg-info-soft px-4 py-3 text-sm font-medium text-info-ink">
              {t(reason === "expired" ? "signIn.expired" : "signIn.signedOut")}
            </p>
          ) : null}
          {options.isPending ? <SkeletonLines count={5} label={t("common.loading")} /> : null}
          {options.isError ? <FailurePanel error={options.error} onRetry={() => options.refetch()} /> : null}
          {options.data?.issuer === "local" ? <LocalSignIn demoPeople={options.data.demoPeople} /> : null}
          {options.data?.issuer === "clerk" ? (
            ClerkSignIn ? (
              <Suspense fallback={<SkeletonLines count={5} label={t("signIn.clerkLoading")} />}>
                <ClerkSignIn />
              </Suspense>
            ) : (
              <p role="alert" className="rounded-control bg-danger-soft px-4 py-3 text-sm text-danger-ink">
                {t("signIn.clerkMissing")}
              </p>
            )
          ) : null}
        </div>
      </main>
    </div>
  );
}

/** Lines of a ledger, each entry leaning on the one before. */
function Ledger() {
  const lines = Array.from({ length: 11 }, (_, index) => index);
  return (
    <svg
      viewBox="0 0 400 300"
      aria-hidden="true"
      className="absolute -right-24 top-1/2 w-[34rem] -translate-y-1/2 opacity-60"
    >
      {lines.map((line) => (
        <g key={line} stroke="var(--nav-soft)" strokeLinecap="round" opacity={0.14 + line * 0.05}>
          <line
            x1={20 + line * 9}
            x2={150 + ((line * 53) % 90)}
            y1={16 + line * 27}
            y2={16 + line * 27}
            strokeWidth="3"
          />
          <line x1={280 + ((line * 31) % 40)} x2={380} y1={16 + line * 27} y2={16 + line * 27} strokeWidth="3" />
        </g>
      ))}
      <circle cx="124" cy="286" r="6" fill="var(--nav-mark)" />
    </svg>
  );
}
