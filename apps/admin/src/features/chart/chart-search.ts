import { oneOf, textParam } from "../../lib/search-params.ts";

/** What the address of the chart holds. */
export interface ChartSearch {
  /** A school, or "foundation"; left out: the whole tenant, or the school that the app is narrowed to. */
  place?: string | undefined;
  asOf?: string | undefined;
  /** Left out: the picture where there is room for it, else the list. */
  view?: "chart" | "list" | undefined;
  q?: string | undefined;
}

export function chartSearch(search: Record<string, unknown>): ChartSearch {
  const view = oneOf(["chart", "list"], textParam(search, "view").view);
  return {
    ...textParam(search, "place"),
    ...textParam(search, "asOf"),
    ...(view ? { view } : {}),
    ...textParam(search, "q"),
  };
}
