import { createRootRoute, retainSearchParams } from "@tanstack/react-router";
import { RootFrame } from "../features/shell/root-frame.tsx";
import { loadAllTexts } from "../lib/i18n.ts";
import { textParam } from "../lib/search-params.ts";

interface RootSearch {
  school?: string;
}

const slim = ["/", "/sign-in"];

export const Route = createRootRoute({
  component: RootFrame,
  validateSearch: (search: Record<string, unknown>): RootSearch => textParam(search, "school"),
  // Home and sign-in are what a first visit opens; their texts are there already.
  beforeLoad: ({ location }) => (slim.includes(location.pathname) ? undefined : loadAllTexts()),
  search: { middlewares: [retainSearchParams(["school"])] },
});
