import type { DemoRole } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { startSession } from "../../lib/session.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { requestLogin } from "./request-login.ts";
import { safeReturn } from "./safe-return.ts";

interface DemoPerson {
  readonly identifier: string;
  readonly name: string;
  readonly role: DemoRole;
  readonly tenant: string;
}

/** Sign-in with the local issuer, which believes the identifier; the server offers it on the loopback address only. */
export function LocalSignIn({ demoPeople }: { readonly demoPeople: readonly DemoPerson[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/sign-in" });
  const failureText = useFailureText();
  const [identifier, setIdentifier] = useState("");
  const [missing, setMissing] = useState(false);
  const signIn = useMutation({
    mutationFn: (who: string) => requestLogin({ identifier: who }),
    onSuccess({ token, expiresAt, user }) {
      startSession({ token, expiresAt, userId: user.id });
      void navigate({ href: safeReturn(search.return), replace: true });
    },
  });
  const problem = missing
    ? t("signIn.identifierRequired")
    : signIn.isError
      ? failureText(failureOf(signIn.error))
      : undefined;

  return (
    <div className="grid gap-8">
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const who = identifier.trim();
          setMissing(who === "");
          if (who === "") document.querySelector<HTMLInputElement>("input[name=identifier]")?.focus();
          else if (!signIn.isPending) signIn.mutate(who);
        }}
      >
        <Field label={t("signIn.identifier")} error={problem} required>
          <Input
            name="identifier"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            value={identifier}
            onChange={(event) => setIdentifier(event.target.value)}
          />
        </Field>
        <Button type="submit" look="primary" busy={signIn.isPending} className="min-h-12 text-base">
          {signIn.isPending ? t("signIn.submitting") : t("signIn.submit")}
        </Button>
        <span role="alert" className="sr-only">
          {problem}
        </span>
      </form>
      {demoPeople.length > 0 ? (
        <section aria-labelledby="demo-people" className="grid gap-3">
          <div>
            <h2 id="demo-people" className="font-bold">
              {t("signIn.demoTitle")}
            </h2>
            <p className="text-sm text-ink-soft">{t("signIn.demoLead")}</p>
          </div>
          <ul className="grid overflow-hidden rounded-card border border-line bg-surface">
            {demoPeople.map((person) => (
              <li key={person.identifier} className="border-line not-last:border-b">
                <button
                  type="button"
                  disabled={signIn.isPending}
                  onClick={() => signIn.mutate(person.identifier)}
                  className="group flex w-full items-center gap-3 px-4 py-2.5 text-left hover:bg-sunken focus-visible:outline-offset-[-2px]"
                >
                  <Avatar name={person.name} />
                  <span className="grid min-w-0 flex-1">
                    <span className="truncate text-sm font-semibold">{person.name}</span>
                    <span className="truncate text-sm text-ink-soft">
                      {t(`enumeration.demoRole.${person.role}`)} · {person.tenant}
                    </span>
                  </span>
                  <ArrowRight
                    aria-hidden
                    className="size-4 text-ink-soft transition-transform group-hover:translate-x-0.5"
                  />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
