import { ClerkProvider, useAuth } from "@clerk/react";
import { type ReactNode, useEffect } from "react";
import { currentSession, endSession, onSessionChange } from "../../lib/session.ts";
import { takeTokensFrom } from "../../lib/token-source.ts";

/** Only in a build for Clerk: its client renews the token, so every request asks it. */
export function ClerkFrame({ children }: { readonly children: ReactNode }) {
  return (
    <ClerkProvider publishableKey={CLERK_PUBLISHABLE_KEY} signInUrl="/sign-in" afterSignOutUrl="/sign-in">
      <Tokens>{children}</Tokens>
    </ClerkProvider>
  );
}

function Tokens({ children }: { readonly children: ReactNode }) {
  const { isLoaded, isSignedIn, getToken, signOut } = useAuth();
  useEffect(() => {
    takeTokensFrom(isLoaded ? () => getToken() : null);
    return () => takeTokensFrom(null);
  }, [isLoaded, getToken]);
  useEffect(() => {
    if (isLoaded && !isSignedIn) endSession("expired");
  }, [isLoaded, isSignedIn]);
  useEffect(
    () =>
      onSessionChange(() => {
        if (!currentSession()) void signOut();
      }),
    [signOut],
  );
  return isLoaded ? children : null;
}
