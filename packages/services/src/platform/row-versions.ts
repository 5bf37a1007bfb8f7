import type { Actor } from "@gloria/core";
import { type AnyColumn, sql } from "drizzle-orm";

interface Versioned {
  readonly version: AnyColumn;
}

/** What every change of a versioned row sets beside its own columns. */
export function nextVersion(table: Versioned) {
  return { version: sql`${table.version} + 1`, updatedAt: sql`now()` };
}

/** A soft deletion, by a person or a part of Gloria. */
export function softDeletion(table: Versioned, actor: Actor) {
  return { deletedAt: sql`now()`, deletedBy: actor.kind === "user" ? actor.userId : null, ...nextVersion(table) };
}

/** A soft deletion taken back. */
export function restoration(table: Versioned) {
  return { deletedAt: null, deletedBy: null, ...nextVersion(table) };
}
