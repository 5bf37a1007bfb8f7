import type { AuditChangeRow } from "@gloria/db";

/** The part of an event that says what became of its entity. */
export interface EntityEvent {
  readonly changes: readonly AuditChangeRow[] | null;
  readonly snapshot: Readonly<Record<string, unknown>> | null;
}

/**
 * An entity's state after these events, oldest first: the last snapshot with the later changes on top. Null when no
 * snapshot is among them, so that a state is never guessed from changes alone.
 */
export function stateAfter(events: readonly EntityEvent[]): Record<string, unknown> | null {
  const start = events.findLastIndex((event) => event.snapshot !== null);
  const snapshot = events[start]?.snapshot;
  if (snapshot == null) return null;
  const state: Record<string, unknown> = { ...snapshot };
  for (const event of events.slice(start + 1)) {
    for (const change of event.changes ?? []) state[change.path] = change.op === "remove" ? null : change.to;
  }
  return state;
}

/** Whether a version is to be stored whole, so that reading a state back never walks more than twenty events. */
export function wantsSnapshot(version: number): boolean {
  return version % 20 === 0;
}
