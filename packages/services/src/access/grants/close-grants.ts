import { AppError } from "@gloria/core";
import { grants } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, inArray, sql } from "drizzle-orm";
import { diffEntity, recordAudits, type VerbTransaction } from "../../platform/index.ts";
import {
  assertMayGive,
  type KnownPermissions,
  keepAdministrator,
  type Place,
  permissionsNamedBy,
  type Reach,
} from "../escalation/index.ts";
import { type GrantDataRow, grantColumnClasses } from "./grant-queries.ts";
import { reachesFor } from "./open-grants.ts";
import type { Subject } from "./subject-places.ts";

/** Whose grants they are, and where they reached. */
interface ClosedPlace {
  readonly subject: Pick<Subject, "kind" | "id" | "name">;
  readonly places: readonly Place[];
  /** What permissions see of the one thing that they are about. */
  readonly resource?: Reach | undefined;
}

/**
 * Ends grants of one subject that are open. Ending a DENY may give what it held back, so that the caller must hold all
 * that it denies.
 *
 * @throws AppError `grant.already_ended`, `access.escalation`, `access.last_administrator`
 */
export async function closeGrants(
  tx: VerbTransaction,
  access: Access,
  known: KnownPermissions,
  of: ClosedPlace,
  rows: readonly GrantDataRow[],
  reason: string | undefined,
): Promise<GrantDataRow[]> {
  if (rows.length === 0) return [];
  for (const row of rows) if (row.endedAt !== null) throw new AppError("grant.already_ended", { permission: row.code });
  await assertMayGive(
    tx,
    access,
    rows
      .filter((row) => row.effect === "DENY")
      .map((row) => ({
        codes: permissionsNamedBy(known, row.code),
        reaches:
          of.resource === undefined ? reachesFor(row.subjectKind, row.effect, row.scope, of.places) : [of.resource],
        span: row,
      })),
  );
  const { actor } = tx.ctx;
  const after = await keepAdministrator(tx, () =>
    tx.db
      .update(grants)
      .set({ endedAt: sql`now()`, endedBy: actor.kind === "user" ? actor.userId : null })
      .where(
        and(
          eq(grants.tenantId, tx.tenantId),
          inArray(
            grants.id,
            rows.map(({ id }) => id),
          ),
        ),
      )
      .returning(),
  );
  const before = new Map(rows.map((row) => [row.id, row]));
  await recordAudits(
    tx,
    after.map((row) => ({
      action: "grant.end" as const,
      facts: {
        entity: { type: "grant" as const, id: row.id, label: row.code },
        schoolId: row.schoolId,
        targets: [{ type: of.subject.kind, id: of.subject.id, label: of.subject.name }],
        changes: diffEntity(before.get(row.id) ?? row, row, grantColumnClasses),
        reason: reason ?? null,
      },
    })),
  );
  return after;
}
