import { createRootRoute, retainSearchParams } from "@tanstack/react-router";
import { RootFrame } from "../features/shell/root-frame.tsx";
import { textParam } from "../lib/search-params.ts";

interface RootSearch {
  school?: string;
}

export const Route = createRootRoute({
  component: RootFrame,
  validateSearch: (search: Record<string, unknown>): RootSearch => textParam(search, "school"),
  search: { middlewares: [retainSearchParams(["school"])] },
});
