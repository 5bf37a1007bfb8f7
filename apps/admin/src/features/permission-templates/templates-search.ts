import { textParam } from "../../lib/search-params.ts";

/** What the address of the list of templates holds. */
export interface TemplatesSearch {
  q?: string | undefined;
  kind?: string | undefined;
  retired?: string | undefined;
  cursor?: string | undefined;
}

export function templatesSearch(search: Record<string, unknown>): TemplatesSearch {
  return {
    ...textParam(search, "q"),
    ...textParam(search, "kind"),
    ...textParam(search, "retired"),
    ...textParam(search, "cursor"),
  };
}

/** What the address of one template holds. */
export interface TemplateSearch {
  tab?: string | undefined;
  dialog?: string | undefined;
  cursor?: string | undefined;
}

export function templateSearch(search: Record<string, unknown>): TemplateSearch {
  return { ...textParam(search, "tab"), ...textParam(search, "dialog"), ...textParam(search, "cursor") };
}
