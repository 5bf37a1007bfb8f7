import { type ListSavedViewsInput, listSavedViewsInput, type Page, type SavedView } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { savedViews, users } from "@gloria/db";
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { isVisibleTo, toSavedView, viewOwner } from "./saved-view-queries.ts";

const sort = "position";
const positionKey = z.tuple([z.int(), z.guid()]);

export interface SavedViewPage extends Page<SavedView> {
  readonly can: { readonly share: boolean };
}

/** The caller's views and those that others share, in the order that their owners gave them. */
export async function listSavedViews(
  services: Services,
  ctx: TenantContext,
  input: ListSavedViewsInput,
): Promise<SavedViewPage> {
  const wanted = parseInput(listSavedViewsInput, input);
  const after = decodeCursor(wanted.cursor, sort, positionKey);
  const ownerId = viewOwner(ctx);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    const rows = await tx.db
      .select({ view: savedViews, ownerName: users.name })
      .from(savedViews)
      .innerJoin(users, and(eq(users.tenantId, savedViews.tenantId), eq(users.id, savedViews.ownerId)))
      .where(
        and(
          eq(savedViews.tenantId, tx.tenantId),
          wanted.deleted ? and(eq(savedViews.ownerId, ownerId), isNotNull(savedViews.deletedAt)) : isVisibleTo(ownerId),
          wanted.screen === undefined ? undefined : eq(savedViews.screen, wanted.screen),
          after === null
            ? undefined
            : sql`(${savedViews.position}, ${savedViews.id}) > (${after[0]}::int, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(asc(savedViews.position), asc(savedViews.id))
      .limit(wanted.limit + 1);
    const page = pageFrom(
      rows,
      wanted.limit,
      ({ view, ownerName }) => toSavedView(view, ownerName, ownerId),
      ({ view }) => ({ sort, after: [view.position, view.id] }),
    );
    return { ...page, can: { share: access.can("saved_view:share") } };
  });
}
