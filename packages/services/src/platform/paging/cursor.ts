import { AppError } from "@gloria/core";
import { z } from "zod";

/**
 * Where a list stopped: the values of its sort key in the last row answered, and the sort that they belong to.
 * Opaque to clients. It grants nothing: the next page is filtered and authorized like the first.
 */
export interface Cursor {
  readonly sort: string;
  readonly after: readonly (string | number)[];
}

const cursorSchema = z.tuple([z.string().max(40), z.array(z.union([z.string().max(600), z.number()])).max(4)]);

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.sort, cursor.after]), "utf8").toString("base64url");
}

/**
 * The values after which a page begins; null for the first page.
 *
 * @throws AppError `request.bad_cursor` when it is not one of ours, or of another sort or shape
 */
export function decodeCursor<Key extends z.ZodType<readonly (string | number)[]>>(
  cursor: string | undefined,
  sort: string,
  key: Key,
): z.output<Key> | null {
  if (cursor === undefined) return null;
  const [cursorSort, after] = readCursor(cursor);
  const values = key.safeParse(after);
  if (cursorSort !== sort || !values.success) throw new AppError("request.bad_cursor");
  return values.data;
}

function readCursor(cursor: string): z.output<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new AppError("request.bad_cursor", {}, { cause });
  }
}

/** Text in a cursor that PostgreSQL can take; a forged one may hold NUL or half a surrogate pair. */
export const cursorText = z
  .string()
  .max(600)
  .refine((value) => !value.includes("\0") && !/\p{Cs}/u.test(value));

/** `(text, id)`, the key of lists sorted by name. */
export const textKey = z.tuple([cursorText, z.guid()]);
/** `(instant, id)`, the key of lists sorted by time; the instant as `toISOString` writes it. */
export const instantKey = z.tuple([z.iso.datetime({ precision: 3 }), z.guid()]);

/**
 * One page out of `limit + 1` rows: the extra row only tells that there is more.
 */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => Cursor,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  };
}
