import {
  type CapturedMessageRow,
  type ListCapturedMessagesInput,
  listCapturedMessagesInput,
  type Page,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { capturedMessages, users } from "@gloria/db";
import { and, desc, eq, sql } from "drizzle-orm";
import {
  decodeCursor,
  escapeLike,
  instantKey,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
} from "../../platform/index.ts";
import { capturedColumns, recipientOf, toCapturedRow } from "./captured-queries.ts";
import { visibleMessages } from "./visible-messages.ts";

const sort = "-createdAt";

/** The local outbox, newest first, as far as the caller may read it. */
export async function listCapturedMessages(
  services: Services,
  ctx: TenantContext,
  input: ListCapturedMessagesInput,
): Promise<Page<CapturedMessageRow>> {
  const wanted = parseInput(listCapturedMessagesInput, input);
  const after = decodeCursor(wanted.cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("outbox:read");
    const rows = await tx.db
      .select(capturedColumns)
      .from(capturedMessages)
      .leftJoin(users, recipientOf)
      .where(
        and(
          eq(capturedMessages.tenantId, tx.tenantId),
          visibleMessages(access),
          wanted.recipientId === undefined ? undefined : eq(capturedMessages.recipientId, wanted.recipientId),
          wanted.q === undefined ? undefined : matches(wanted.q),
          after === null
            ? undefined
            : sql`(${capturedMessages.createdAt}, ${capturedMessages.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(capturedMessages.createdAt), desc(capturedMessages.id))
      .limit(wanted.limit + 1);
    return pageFrom(rows, wanted.limit, toCapturedRow, (row) => ({
      sort,
      after: [row.createdAt.toISOString(), row.id],
    }));
  });
}

function matches(query: string) {
  const like = `%${escapeLike(query)}%`;
  return sql`(${capturedMessages.subject} ilike ${like} or ${capturedMessages.address} ilike ${like} or ${users.name} ilike ${like})`;
}
