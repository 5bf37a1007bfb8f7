import { listUserSessionsInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import type { z } from "zod";
import { findUserTarget } from "../../organisation/index.ts";
import { decodeCursor, instantKey, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { type SessionItem, selectSessions, sessionPage } from "./list-sessions.ts";

export interface UserSessionPage {
  readonly items: SessionItem[];
  readonly nextCursor: string | null;
  readonly can: { readonly close: boolean };
}

/** Another person's sessions, newest first. Errors: `user.not_found`, `access.denied`. */
export async function listUserSessions(
  services: Services,
  ctx: TenantContext,
  input: z.input<typeof listUserSessionsInput>,
): Promise<UserSessionPage> {
  const wanted = parseInput(listUserSessionsInput, input);
  const after = decodeCursor(wanted.cursor, "-createdAt", instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const [access, target] = await Promise.all([tx.access, findUserTarget(tx, wanted.id)]);
    access.assert("session:read", target);
    const rows = await selectSessions(tx, wanted.id, after, wanted.limit + 1);
    const mine = ctx.actor.kind === "user" ? ctx.actor.sessionId : null;
    return { ...sessionPage(rows, wanted.limit, mine), can: { close: access.can("session:close", target) } };
  });
}
