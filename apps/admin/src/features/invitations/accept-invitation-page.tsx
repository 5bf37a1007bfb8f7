import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { startSession } from "../../lib/session.ts";
import { createApiClient } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Brand } from "../shell/brand.tsx";

/** The token stands behind the `#`, which never travels to a server or into its logs. */
function tokenOfAddress(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get("token");
}

/** Where a mail's link and a printed slip lead: one press accepts, so that a mail scanner's visit does not. */
export function AcceptInvitationPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [token, setToken] = useState(tokenOfAddress);
  const [tenant, setTenant] = useState("");
  const [code, setCode] = useState("");
  const [missing, setMissing] = useState(false);
  const accept = useMutation({
    mutationFn: () =>
      createApiClient(null, null).invitations.accept.mutate(
        token === null ? { tenant: tenant.trim(), code: code.trim() } : { token },
      ),
    async onSuccess({ login, continueUrl }) {
      void notifyDone(t("invitation.acceptDone"));
      if (login) {
        startSession({ token: login.token, expiresAt: login.expiresAt, userId: login.user.id });
        await navigate({ to: "/", replace: true });
      } else if (continueUrl) window.location.assign(continueUrl);
      else await navigate({ to: "/sign-in", replace: true });
    },
  });
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-6 px-4 py-8">
      <title>{`${t("invitation.acceptTitle")} · Gloria`}</title>
      <span className="flex items-center gap-2.5 text-lg font-extrabold text-primary-ink">
        <Brand className="size-8" />
        {t("common.product")}
      </span>
      <header className="grid gap-1.5">
        <h1 data-page-title tabIndex={-1} className="text-3xl font-extrabold tracking-tight">
          {t("invitation.acceptWelcome")}
        </h1>
        <p className="text-ink-soft">{t(token === null ? "invitation.acceptCodeLead" : "invitation.acceptLead")}</p>
      </header>
      <Panel>
        <form
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const incomplete = token === null && (tenant.trim() === "" || code.trim() === "");
            setMissing(incomplete);
            if (!incomplete && !accept.isPending) accept.mutate();
          }}
        >
          {token === null ? (
            <>
              <Field label={t("invitation.tenant")} required>
                <Input
                  value={tenant}
                  maxLength={64}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  onChange={(event) => setTenant(event.target.value)}
                />
              </Field>
              <Field label={t("invitation.code")} error={missing ? t("invitation.bothRequired") : undefined} required>
                <Input
                  className="font-mono tracking-wider"
                  value={code}
                  maxLength={40}
                  autoComplete="one-time-code"
                  autoCapitalize="characters"
                  spellCheck={false}
                  onChange={(event) => setCode(event.target.value)}
                />
              </Field>
            </>
          ) : null}
          <RefusalNote failure={accept.error ? failureOf(accept.error) : null} />
          <Button type="submit" look="primary" busy={accept.isPending} className="min-h-12 text-base">
            {accept.isPending ? t("invitation.accepting") : t("invitation.accept")}
          </Button>
        </form>
      </Panel>
      <p className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {token === null ? null : (
          <button
            type="button"
            className="min-h-6 text-primary-ink underline underline-offset-4"
            onClick={() => {
              setToken(null);
              accept.reset();
            }}
          >
            {t("invitation.acceptByCode")}
          </button>
        )}
        <TextLink to="/sign-in">{t("invitation.acceptSignIn")}</TextLink>
      </p>
    </main>
  );
}
