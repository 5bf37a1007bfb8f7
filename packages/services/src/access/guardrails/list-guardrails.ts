import { type GuardrailPage, type ListGuardrailsInput, listGuardrailsInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { guardrails } from "@gloria/db";
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
import { isInState, selectGuardrails, toGuardrail } from "./guardrail-queries.ts";

const sort = "-createdAt";

/** The guardrails of the foundation, newest first: they bind everybody, so whoever may read them reads all. Errors: `access.denied`. */
export async function listGuardrails(
  services: Services,
  ctx: TenantContext,
  input: ListGuardrailsInput,
): Promise<GuardrailPage> {
  const { limit, cursor, kind, state, q } = parseInput(listGuardrailsInput, input);
  const after = decodeCursor(cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("guardrail:read");
    const like = q === undefined ? null : `%${escapeLike(q)}%`;
    const rows = await selectGuardrails(tx)
      .where(
        and(
          eq(guardrails.tenantId, tx.tenantId),
          kind === undefined ? undefined : eq(guardrails.kind, kind),
          state === undefined ? undefined : isInState(state),
          like === null
            ? undefined
            : sql`(${guardrails.name} ilike ${like} or ${guardrails.code} ilike ${like} or ${guardrails.reason} ilike ${like})`,
          after === null
            ? undefined
            : sql`(${guardrails.createdAt}, ${guardrails.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(guardrails.createdAt), desc(guardrails.id))
      .limit(limit + 1);
    const page = pageFrom(
      rows,
      limit,
      (loaded) => toGuardrail(loaded, access),
      ({ row }) => ({ sort, after: [row.createdAt.toISOString(), row.id] }),
    );
    return { ...page, can: { create: access.checkRegion("guardrail:create", { scope: "ALL" }).allowed } };
  });
}
