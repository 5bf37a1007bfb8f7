import { SignIn, useAuth } from "@clerk/react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { startSession } from "../../lib/session.ts";
import { requestLogin } from "./request-login.ts";
import { safeReturn } from "./safe-return.ts";

/** Clerk's own form; once it knows the person, Gloria records the sign-in and opens its session. */
export function ClerkSignIn() {
  const { t } = useTranslation();
  const { isSignedIn, getToken, sessionId } = useAuth();
  const navigate = useNavigate();
  const search = useSearch({ from: "/sign-in" });
  const login = useQuery({
    queryKey: ["clerk-login", sessionId],
    enabled: isSignedIn === true,
    retry: false,
    async queryFn() {
      const token = await getToken();
      if (token === null) throw new Error("Clerk is signed in but gave no token");
      return requestLogin({}, token);
    },
  });

  useEffect(() => {
    if (!login.data) return;
    // Clerk's tokens live for a minute and renew themselves: the session ends when Clerk says so.
    startSession({ token: login.data.token, expiresAt: null, userId: login.data.user.id });
    void navigate({ href: safeReturn(search.return), replace: true });
  }, [login.data, navigate, search.return]);

  if (login.isError) return <FailurePanel error={login.error} onRetry={() => login.refetch()} />;
  if (isSignedIn) return <p role="status">{t("signIn.clerkContinue")}</p>;
  return <SignIn routing="hash" />;
}
