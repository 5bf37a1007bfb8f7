import {
  type DelegationPage,
  type ListDelegationsInput,
  type ListOwnDelegationsInput,
  listDelegationsInput,
  listOwnDelegationsInput,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { delegations } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import {
  decodeCursor,
  instantKey,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  type VerbTransaction,
} from "../../platform/index.ts";
import { ownDelegations, selectDelegations, visibleDelegations } from "./delegation-queries.ts";
import { showDelegations } from "./show-delegations.ts";

const sort = "-createdAt";

/** What the caller has delegated, newest first. */
export async function listMyDelegations(
  services: Services,
  ctx: TenantContext,
  input: ListOwnDelegationsInput,
): Promise<DelegationPage> {
  return listOwn(services, ctx, input, (userId) => eq(delegations.delegatorId, userId));
}

/** What was delegated to the caller, newest first. */
export async function listDelegationsToMe(
  services: Services,
  ctx: TenantContext,
  input: ListOwnDelegationsInput,
): Promise<DelegationPage> {
  return listOwn(services, ctx, input, (userId) => eq(delegations.delegateId, userId));
}

function listOwn(
  services: Services,
  ctx: TenantContext,
  input: ListOwnDelegationsInput,
  whose: (userId: string) => SQL,
): Promise<DelegationPage> {
  const wanted = parseInput(listOwnDelegationsInput, input);
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("auth.unauthenticated");
  return readInTenant(services, ctx, async (tx) =>
    pageOfDelegations(services, tx, await tx.access, wanted, whose(actor.userId)),
  );
}

/** Everybody's delegations that the caller may see, newest first. Errors: `access.denied`. */
export async function listDelegations(
  services: Services,
  ctx: TenantContext,
  input: ListDelegationsInput,
): Promise<DelegationPage> {
  const wanted = parseInput(listDelegationsInput, input);
  const { delegatorId, delegateId, permission } = wanted;
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("delegation:read");
    return pageOfDelegations(
      services,
      tx,
      access,
      wanted,
      and(
        visibleDelegations(access),
        delegatorId === undefined ? undefined : eq(delegations.delegatorId, delegatorId),
        delegateId === undefined ? undefined : eq(delegations.delegateId, delegateId),
        permission === undefined ? undefined : sql`${permission} = any(${delegations.codes})`,
      ),
    );
  });
}

interface WantedPage {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly state?: "open" | "expired" | "revoked" | undefined;
}

const stateConditions = {
  open: sql`(${delegations.endedAt} is null and ${delegations.validUntil} > now())`,
  expired: sql`(${delegations.endedAt} is null and ${delegations.validUntil} <= now())`,
  revoked: sql`${delegations.endedAt} is not null`,
} as const;

async function pageOfDelegations(
  services: Services,
  tx: VerbTransaction,
  access: Access,
  { limit, cursor, state }: WantedPage,
  condition: SQL | undefined,
): Promise<DelegationPage> {
  const after = decodeCursor(cursor, sort, instantKey);
  const loaded = await selectDelegations(tx)
    .where(
      and(
        eq(delegations.tenantId, tx.tenantId),
        eq(delegations.kind, "PERMISSION"),
        condition,
        state === undefined ? undefined : stateConditions[state],
        after === null
          ? undefined
          : sql`(${delegations.createdAt}, ${delegations.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(delegations.createdAt), desc(delegations.id))
    .limit(limit + 1);
  const shown = await showDelegations(services, tx, loaded, access);
  const page = pageFrom(
    shown,
    limit,
    (one) => one,
    (one) => ({ sort, after: [one.createdAt, one.id] }),
  );
  const own =
    access.userId === null ? false : access.can("delegation:create", ownDelegations(tx.tenantId, access.userId));
  return { ...page, can: { create: own } };
}
