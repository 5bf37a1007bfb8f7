import { createFileRoute, redirect } from "@tanstack/react-router";
import { safeReturn } from "../features/sign-in/safe-return.ts";
import { SignInPage } from "../features/sign-in/sign-in-page.tsx";
import { textParam } from "../lib/search-params.ts";
import { currentSession } from "../lib/session.ts";

interface SignInSearch {
  return?: string;
}

export const Route = createFileRoute("/sign-in")({
  component: SignInPage,
  validateSearch: (search: Record<string, unknown>): SignInSearch => textParam(search, "return"),
  beforeLoad({ search }) {
    if (currentSession()) throw redirect({ href: safeReturn(search.return) });
  },
});
