import { createFileRoute, redirect } from "@tanstack/react-router";
import { SignedIn } from "../features/shell/signed-in.tsx";
import { currentSession } from "../lib/session.ts";

export const Route = createFileRoute("/_app")({
  component: SignedIn,
  beforeLoad({ location }) {
    if (!currentSession()) throw redirect({ to: "/sign-in", search: { return: location.href } });
  },
});
