import { textParam } from "../../lib/search-params.ts";

/** What the address of the list of bulk assignments holds. */
export interface BatchesSearch {
  status?: string | undefined;
  cursor?: string | undefined;
}

export function batchesSearch(search: Record<string, unknown>): BatchesSearch {
  return { ...textParam(search, "status"), ...textParam(search, "cursor") };
}

/** What the address of one bulk assignment holds. */
export interface BatchSearch {
  state?: string | undefined;
  dialog?: string | undefined;
  cursor?: string | undefined;
}

export function batchSearch(search: Record<string, unknown>): BatchSearch {
  return { ...textParam(search, "state"), ...textParam(search, "dialog"), ...textParam(search, "cursor") };
}

/** What the address of the wizard holds: its step, and the page of the preview. */
export interface NewBatchSearch {
  step?: string | undefined;
  cursor?: string | undefined;
}

export function newBatchSearch(search: Record<string, unknown>): NewBatchSearch {
  return { ...textParam(search, "step"), ...textParam(search, "cursor") };
}
