import type { TemplateApplicationChange, TemplateGrant } from "@gloria/contracts";
import { grants, type TenantTransaction } from "@gloria/db";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Place } from "../escalation/index.ts";
import { sameRight, toTemplateGrant } from "./template-queries.ts";

/** A grant that a role or a person has, with its window and place. */
export type HeldGrant = typeof grants.$inferSelect;

/** The open grants of these permissions that subjects have of their own, about no single thing. */
export function loadHeldGrants(
  tx: TenantTransaction,
  kind: "role" | "user",
  subjectIds: readonly string[],
  codes: readonly string[],
): Promise<HeldGrant[]> {
  if (subjectIds.length === 0 || codes.length === 0) return Promise.resolve([]);
  return tx.db
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.tenantId, tx.tenantId),
        eq(grants.subjectKind, kind),
        inArray(grants.subjectId, [...subjectIds]),
        inArray(grants.code, [...new Set(codes)]),
        isNull(grants.endedAt),
        isNull(grants.resourceId),
        sql`(${grants.validUntil} is null or ${grants.validUntil} > now())`,
      ),
    );
}

/** Where and how long. */
export interface Term {
  readonly place: Pick<Place, "schoolId" | "departmentId">;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

/** What of a bundle a subject has already, right by right. */
export function compareRights(
  wanted: readonly TemplateGrant[],
  held: readonly HeldGrant[],
  term: Term,
  now: Date,
): TemplateApplicationChange["items"] {
  return wanted.map((grant) => {
    const has = held.filter((one) => one.code === grant.code);
    const isThere = has.some((one) => sameRight(grant, one) && isInTerm(one, term, now));
    return {
      ...toTemplateGrant(grant),
      outcome: isThere ? "present" : has.length === 0 ? "add" : "differs",
      has: has.map((one) => ({
        grantId: one.id,
        effect: one.effect,
        scope: one.scope,
        condition: one.condition,
        validUntil: one.validUntil?.toISOString() ?? null,
      })),
    };
  });
}

/** Whether a grant is measured from the same place, and lasts at least as long. */
export function isInTerm(held: HeldGrant, { place, validFrom, validUntil }: Term, now: Date): boolean {
  const from = validFrom ?? now;
  return (
    held.schoolId === place.schoolId &&
    held.departmentId === place.departmentId &&
    (held.validFrom === null || held.validFrom <= from) &&
    (held.validUntil === null || (validUntil !== null && held.validUntil >= validUntil))
  );
}
