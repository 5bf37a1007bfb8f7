import { z } from "zod";

export const locales = ["id", "en"] as const;
export type Locale = (typeof locales)[number];
export const localeSchema = z.enum(locales);

/** Ids are UUIDv7 made by us, but any UUID is well-formed: an unknown one is "not found", not "malformed". */
export const idSchema = z.guid().meta({ format: "uuid" });

/** RFC 3339 in UTC. */
export const instantSchema = z.iso.datetime({ offset: true });

/** A calendar date without time; never shifted by a zone. */
export const dateSchema = z.iso.date();

// Text that PostgreSQL can store and a person can read: no NUL, no other C0 control but tab and line breaks,
// no unpaired surrogate (which is not UTF-8).
const unstorable = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/** Text as people write it: trimmed, NFC, without control characters, at most `max` UTF-16 units. */
export function text(max: number, min = 1) {
  return z
    .string()
    .max(max)
    .refine((value) => !unstorable.test(value), { error: "text.control_characters" })
    .transform((value) => value.normalize("NFC").trim())
    .pipe(z.string().min(min).max(max));
}

/** The free-text query `q` of every list. */
export const searchTextSchema = text(100);

/** IANA zone names that Indonesia uses; a foundation may run a school abroad, so any valid zone is accepted. */
export const zoneSchema = z.string().max(64).refine(isZone, { error: "zone.unknown" });

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `limit` and `cursor` of every list. Sorting is by keyset, so a cursor is opaque and tied to its sort and filters. */
export const pageInput = {
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(1000).optional(),
};

/** The page every list answers with. `total` is given only where it is cheap to know. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() });
}

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
  readonly total?: number | undefined;
}

/** Optimistic concurrency: the version that the caller has seen (REST: `If-Match`). */
export const versionSchema = z.int().min(1);

/** What the caller may do with the thing answered, computed by the server; the admin shows nothing else. */
export function canOf<const Actions extends readonly [string, ...string[]]>(actions: Actions) {
  return z.object(
    Object.fromEntries(actions.map((action) => [action, z.boolean()])) as Record<Actions[number], z.ZodBoolean>,
  );
}

/** A short name by which people and files refer to something, such as `SMA-1`. */
export const codeSchema = text(32).refine((value) => /^[0-9A-Za-z._-]+$/.test(value), { error: "code.characters" });
