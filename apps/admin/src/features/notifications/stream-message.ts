import type { InboxCounts, InboxItem } from "@gloria/contracts";
import type { StreamEvent } from "../../lib/event-stream.ts";

export interface StreamMessage {
  readonly counts: InboxCounts | null;
  readonly items: readonly InboxItem[];
}

/** Reads what the server pushes about the inbox; null for what is not about it. */
export function streamMessageOf({ data }: StreamEvent): StreamMessage | null {
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch {
    // Not JSON: a kind of event that this build does not know yet.
    return null;
  }
  if (typeof body !== "object" || body === null) return null;
  const { counts, items } = body as { readonly counts?: unknown; readonly items?: unknown };
  return { counts: isCounts(counts) ? counts : null, items: Array.isArray(items) ? items.filter(isItem) : [] };
}

function isCounts(value: unknown): value is InboxCounts {
  return typeof value === "object" && value !== null && typeof (value as Partial<InboxCounts>).unread === "number";
}

function isItem(value: unknown): value is InboxItem {
  if (typeof value !== "object" || value === null) return false;
  const { id, title } = value as Partial<InboxItem>;
  return typeof id === "string" && typeof title === "string";
}
